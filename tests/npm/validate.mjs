// Validates HTML files against the standard: validate.mjs FILE..., prints what is wrong, one finding a line.
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const validator = new HtmlValidate(new FileSystemConfigLoader({
  extends: ['html-validate:standard'],
  root: true,
  rules: {
    // The grammar of these is the standard's either way; ours is the shorter one.
    'no-implicit-button-type': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
}));
for (const file of process.argv.slice(2)) {
  for (const { messages } of (await validator.validateFile(file)).results) {
    for (const { line, ruleId, message } of messages) console.log(`${file}:${line} ${ruleId}: ${message}`);
  }
}
