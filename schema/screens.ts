/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What a revision did to a term, as readers see it. */
export type ChangeKind =
  /** There was no term with this slug. */
  | 'ADDED'
  /** Something that is stated about it is another. */
  | 'CHANGED'
  /** There is no term with this slug any more; it may have been renamed. */
  | 'REMOVED';

/** The side of a relation a term stands on. A symmetric relation counts as outgoing from both of its terms. */
export type Direction =
  /** The term is the subject, or the relation is symmetric. */
  | 'OUT'
  /** The term is the object. */
  | 'IN'
  /** Either; never said of one relation. */
  | 'ANY';

/** Every value of `extensions.code` in an error, and of `code` in an answer that says what is missing. */
export type ErrorCode =
  /** The document is not GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** A part of the request, a variable or an argument is wrong; the message says how. */
  | 'BAD_USER_INPUT'
  /** It is not clear which operation to run, or it cannot be run. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** The document asks for too much at once. */
  | 'QUERY_TOO_COMPLEX'
  /** No document is known by this id; send its text along, once. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** This server runs only the documents that its operator gave it. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** Too much is open at a time; close something, or try later. */
  | 'THROTTLED'
  /** The answer took too long; ask for less at once. */
  | 'TIMEOUT'
  /** The request's body is too large. */
  | 'REQUEST_TOO_LARGE'
  /** The request's address is too long; use POST. */
  | 'URI_TOO_LONG'
  /** Use GET for queries, or POST. */
  | 'METHOD_NOT_ALLOWED'
  /** None of the media types in Accept can be had. */
  | 'NOT_ACCEPTABLE'
  /** The body must be application/json in UTF-8, not encoded further. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** There is nothing at this address. */
  | 'NOT_FOUND'
  /** No term answers to this. */
  | 'UNKNOWN_TERM'
  /** No relation type has this key. */
  | 'UNKNOWN_TYPE'
  /** The glossary has no profile with this name. */
  | 'UNKNOWN_PROFILE'
  /** Two different terms are needed. */
  | 'SAME_TERM'
  /** No trail leads through this term. */
  | 'NOT_AN_ANCESTOR'
  /** What is to be avoided leaves no way to learn the targets. */
  | 'NO_ROUTE'
  /** More items were given than the field takes. */
  | 'TOO_MANY'
  /** What changed since this revision is not known, because it is newer than what the server has, or older than what it remembers; read anew what you show. */
  | 'REVISION_NOT_REACHED'
  /** The revision is of a history that the glossary no longer has; read anew what you show. */
  | 'EPOCH_CHANGED'
  /** The server has nothing to answer from; try later. */
  | 'STORE_UNAVAILABLE'
  /** A fault of the server; it is logged. */
  | 'INTERNAL_SERVER_ERROR';

/** What a label of a term is. */
export type LabelKind =
  /** Its name. */
  | 'NAME'
  /** Its acronym. */
  | 'ACRONYM'
  /** The title shown instead of name and acronym. */
  | 'TITLE'
  /** Another name of the very same thing. */
  | 'SYNONYM'
  /** Another spelling of a name. */
  | 'SPELLING'
  /** A plural. */
  | 'PLURAL'
  /** The name of a kind or a part of it. */
  | 'NARROWER_NAME'
  /** The name of something near it, not of the same thing. */
  | 'RELATED'
  /** Found by search and never shown, such as a common misspelling. */
  | 'HIDDEN'
  /** A name that should no longer be used. */
  | 'DEPRECATED';

/** How much a reader needs to know before a term makes sense. */
export type Level =
  /** Nothing beyond everyday knowledge. */
  | 'INTRO'
  /** The basics of the subject. */
  | 'INTERMEDIATE'
  /** Working knowledge of the subject. */
  | 'ADVANCED';

/** What a term of a picture is to the term in the middle, the first that holds. */
export type NeighbourRole =
  /** The term in the middle. */
  | 'FOCUS'
  /** Above it. */
  | 'BROADER'
  /** Below it. */
  | 'NARROWER'
  /** What it requires, or what is one way to meet what it requires. */
  | 'PREREQUISITE'
  /** What requires it, or can meet a requirement by it. */
  | 'UNLOCKS'
  /** An alternative to it, or a variant. */
  | 'ALTERNATIVE'
  /** Software that has to do with it. */
  | 'TOOL'
  /** Related in another way, or only through others. */
  | 'OTHER';

/** Which end of an order comes first. */
export type OrderDirection =
  /** Smallest first. */
  | 'ASC'
  /** Largest first. */
  | 'DESC';

/** Why a term was found; hits of an earlier tier come first. */
export type SearchTier =
  /** The text is one of the term's labels. */
  | 'EXACT'
  /** A label begins with the text. */
  | 'PREFIX'
  /** A label has all words of the text. */
  | 'WORDS'
  /** A label is nearly the text. */
  | 'FUZZY'
  /** The words stand in the term's texts. */
  | 'TEXT';

/** How much a finding matters. */
export type Severity =
  /** Such content is not loaded. */
  | 'ERROR'
  /** Something is wrong or missing. */
  | 'WARNING'
  /** A suggestion. */
  | 'INFO';

/** Names a term by exactly one of its keys. */
export type TermBy =
  {   /** Its slug, or one it had before it was renamed. */
  slug: string; id?: never; url?: never; label?: never; }
  |  { slug?: never;   /** Its id. */
  id: string; url?: never; label?: never; }
  |  { slug?: never; id?: never;   /** The address of its page in this glossary. */
  url: string; label?: never; }
  |  { slug?: never; id?: never; url?: never;   /** What it is called: names are looked for first, then acronyms, then aliases. */
  label: string; };

/** Which terms: a term must fit every field that is given, and fits a list when it fits one of its items. */
export type TermFilter = {
  /** Slugs of categories, at most 100; the term stands in one of them. */
  categories?: Array<string> | null | undefined;
  /** Kinds, at most 100; the term is of one of them. */
  kinds?: Array<TermKind> | null | undefined;
  /** Levels, at most 100; the term has one of them. */
  levels?: Array<Level> | null | undefined;
  /** Keys of relation types, at most 100; the term has such a relation. A key means either end of the relation, an inverse key ("has-algorithm") the object's end. */
  relationTypes?: Array<string> | null | undefined;
};

/** What sort of thing a term names. */
export type TermKind =
  /** A field of study, such as machine learning. */
  | 'FIELD'
  /** An idea; the default where nothing more exact was said. */
  | 'CONCEPT'
  /** Something to be done, such as text classification. */
  | 'TASK'
  /** A procedure that can be written down step by step. */
  | 'ALGORITHM'
  /** A way of working that algorithms or people follow. */
  | 'TECHNIQUE'
  /** How a model is built. */
  | 'ARCHITECTURE'
  /** Models of one make or line. */
  | 'MODEL_FAMILY'
  /** A number that says how good something is. */
  | 'METRIC'
  /** A fixed test on which systems are compared. */
  | 'BENCHMARK'
  /** A named collection of data. */
  | 'DATASET'
  /** Software one can install or call. */
  | 'TOOL'
  /** How data is laid out in a file or message. */
  | 'FORMAT'
  /** Something a process leaves behind, such as a trained model. */
  | 'ARTIFACT'
  /** A machine or a part of one. */
  | 'HARDWARE'
  /** Something that goes wrong. */
  | 'PROBLEM';

/** The order of a list of terms. */
export type TermOrder = {
  /** What to order by. */
  field?: TermOrderField;
  /** Which end comes first. */
  direction?: OrderDirection;
};

/** What terms are ordered by; equal ones are ordered by slug. */
export type TermOrderField =
  /** The name, without case and accents. */
  | 'NAME'
  /** The slug. */
  | 'SLUG'
  /** The level, then the name; terms without a level count as largest. */
  | 'LEVEL'
  /** The minutes, then the name; terms without them count as largest. */
  | 'MINUTES';

/** Where a term stands in its editorial life; terms that are not yet published are never served. */
export type TermStatus =
  /** In force. */
  | 'PUBLISHED'
  /** No longer recommended; see `replacedBy`. */
  | 'DEPRECATED';

/** How strongly one term comes before another; a weaker tier includes the stronger ones. */
export type Tier =
  /** Cannot be explained without it. */
  | 'REQUIRED'
  /** Easier after it. */
  | 'RECOMMENDED'
  /** Good to have seen. */
  | 'CONTEXT';

/** Whether a prerequisite can be skipped. */
export type Verdict =
  /** Every way to the target runs through it. */
  | 'NECESSARY'
  /** Some way to the target avoids it. */
  | 'ALTERNATIVE'
  /** No way to the target needs it. */
  | 'NOT_A_PREREQUISITE'
  /** The target itself is known already. */
  | 'ALREADY_KNOWN';

export type AboutPageQueryVariables = Exact<{ [key: string]: never; }>;


export type AboutPageQuery = { glossary: { name: string, description: string | null, url: string, languages: Array<string>, licence: string | null, revision: string, publisher: { name: string, url: string | null } | null, counts: { terms: number, relations: number, categories: number, relationTypes: number, links: number, profiles: number, curatedPaths: number }, findings: { totalCount: number, nodes: Array<{ rule: string, severity: Severity, message: string }> } }, relationTypes: { nodes: Array<{ key: string, label: string, group: { key: string, label: string, order: number } }> } };

export type AllTermsQueryVariables = Exact<{
  filter?: TermFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AllTermsQuery = { terms: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, url: string, title: string, acronym: string | null, summary: string | null, level: Level | null }> } };

export type AnnotateQueryVariables = Exact<{
  text: string;
}>;


export type AnnotateQuery = { annotate: { mentions: Array<{ start: number, end: number, label: string, term: { id: string, slug: string, url: string } }> } };

export type AroundPageQueryVariables = Exact<{
  slug: string;
  nodes?: number;
  edges?: number;
}>;


export type AroundPageQuery = { term: { id: string, slug: string, url: string, title: string, summary: string | null, breadcrumbs: Array<{ position: number, label: string, url: string | null }>, neighbourhood: { hiddenTerms: number, hiddenEdges: number, nodes: Array<{ role: NeighbourRole, layer: number, hiddenNeighbours: number, term: { id: string, slug: string, url: string, title: string, summary: string | null } }>, edges: Array<{ relationId: string, label: string, sentence: string, why: string | null, isOption: boolean, redundant: boolean, type: { key: string }, subject: { id: string, slug: string }, object: { id: string, slug: string } }> } } | null };

export type CategoryPageQueryVariables = Exact<{
  slug: string;
  orderBy?: TermOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CategoryPageQuery = { category: { id: string, slug: string, url: string, name: string, description: string | null, parent: { id: string, slug: string, url: string, name: string } | null, children: { nodes: Array<{ id: string, slug: string, url: string, name: string }> }, terms: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null }> } } | null };

export type ChangesFeedQueryVariables = Exact<{
  last?: number;
}>;


export type ChangesFeedQuery = { glossary: { name: string, url: string, revision: string, publisher: { name: string } | null }, changes: { nodes: Array<{ kind: ChangeKind, slug: string, at: string, revision: string, term: { id: string, slug: string, url: string, title: string, summary: string | null } | null }> } };

export type ComparePageQueryVariables = Exact<{
  a: TermBy;
  b: TermBy;
}>;


export type ComparePageQuery = { compare:
    | { __typename: 'Comparison', sentences: Array<string>, a: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null }, b: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null }, parents: { items: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null }> }, notes: Array<{ sentence: string, why: string | null }>, rows: Array<{ type: { key: string, label: string }, onlyA: { total: number, items: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null }> }, onlyB: { total: number, items: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null }> }, both: { total: number, items: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null }> } }> }
    | { __typename: 'SameTerm', code: ErrorCode, message: string, term: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null } }
    | { __typename: 'UnknownTerms', code: ErrorCode, message: string, terms: Array<{ key: string, suggestions: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null }> }> }
   };

export type ComparePageCardFragment = { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null };

export type CuratedPathPageQueryVariables = Exact<{
  name: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CuratedPathPageQuery = { curatedPath: { key: string, title: string, profile: string | null, minutes: number, gapMinutes: number, sound: boolean, strict: boolean, revision: string, steps: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ position: number, minutes: number, estimated: boolean, term: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null }, violations: Array<{ later: boolean, requirement: { why: string | null, options: Array<{ terms: Array<{ id: string, slug: string, url: string, title: string }> }> } }>, gaps: { total: number, items: Array<{ id: string, slug: string, url: string, title: string }> } }> } } | null };

export type ExplainPageQueryVariables = Exact<{
  a: TermBy;
  b: TermBy;
  first?: number;
}>;


export type ExplainPageQuery = { explain:
    | { __typename: 'Explanation', sentences: Array<string>, a: { id: string, slug: string, url: string, title: string }, b: { id: string, slug: string, url: string, title: string }, direct: Array<{ sentence: string, entailed: boolean, inverse: boolean, type: { key: string, label: string } }>, prerequisite: { verdict: Verdict, path: Array<{ term: { id: string, slug: string, url: string, title: string }, requirement: { why: string | null } }> } | null, common: { items: Array<{ sentence: string, term: { id: string, slug: string, url: string, title: string } }> }, paths: Array<{ sentence: string, steps: Array<{ sentence: string, term: { id: string, slug: string, url: string, title: string } }> }> }
    | { __typename: 'SameTerm', code: ErrorCode, message: string, term: { id: string, slug: string, url: string, title: string } }
    | { __typename: 'UnknownTerms', code: ErrorCode, message: string, terms: Array<{ key: string, suggestions: Array<{ id: string, slug: string, url: string, title: string }> }> }
   };

export type ExplainPageTermFragment = { id: string, slug: string, url: string, title: string };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { glossary: { name: string, description: string | null, url: string, languages: Array<string>, licence: string | null, revision: string, publisher: { name: string, url: string | null } | null, counts: { terms: number, relations: number, categories: number }, curatedPaths: Array<{ key: string, title: string, profile: string | null, terms: number }>, profiles: Array<{ key: string, title: string | null }> }, changes: { nodes: Array<{ kind: ChangeKind, slug: string, at: string, revision: string, term: { id: string, slug: string, url: string, title: string, summary: string | null } | null }> }, categories: { nodes: Array<{ id: string, slug: string, url: string, name: string, terms: { totalCount: number } }> } };

export type HoverCardQueryVariables = Exact<{
  slug: string;
  language?: string | null | undefined;
}>;


export type HoverCardQuery = { term: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null } | null };

export type LearningPathPageQueryVariables = Exact<{
  targets: Array<TermBy> | TermBy;
  known?: Array<TermBy> | TermBy | null | undefined;
  profile?: string | null | undefined;
  tier?: Tier;
  avoid?: Array<TermBy> | TermBy | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LearningPathPageQuery = { learningPath:
    | { __typename: 'LearningPath', optimal: boolean, lowerBound: number, warnings: Array<string>, revision: string, targets: Array<{ id: string, slug: string, url: string, title: string }>, totals: { terms: number, minutes: number, estimated: boolean, longestChain: { items: Array<{ id: string, slug: string, url: string, title: string }> } }, assumed: { total: number, items: Array<{ id: string, slug: string, url: string, title: string }> }, alreadyKnown: Array<{ id: string, slug: string, url: string, title: string }>, optional: Array<{ term: { id: string, slug: string, url: string, title: string }, neededFor: Array<{ why: string | null, term: { id: string, slug: string, url: string, title: string } }> }>, steps: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ position: number, stage: number, minutes: number, estimated: boolean, slack: number, tier: Tier, term: { summary: string | null, level: Level | null, id: string, slug: string, url: string, title: string }, neededFor: Array<{ why: string | null, term: { id: string, slug: string, url: string, title: string } }>, chosen: Array<{ requirement: { why: string | null }, terms: Array<{ id: string, slug: string, url: string, title: string }>, otherOptions: Array<{ possible: boolean, extraMinutes: number | null, extraTerms: number | null, terms: Array<{ id: string, slug: string, url: string, title: string }> }> }> }> } }
    | { __typename: 'NoRoute', code: ErrorCode, message: string, truncated: boolean, proof: Array<{ sentence: string }> }
    | { __typename: 'UnknownTerms', code: ErrorCode, message: string, terms: Array<{ key: string, suggestions: Array<{ id: string, slug: string, url: string, title: string }> }> }
    | { __typename: 'UnknownProfile', code: ErrorCode, message: string, profiles: Array<string> }
   };

export type LearningPathPageTermFragment = { id: string, slug: string, url: string, title: string };

export type LookUpQueryVariables = Exact<{
  by: TermBy;
}>;


export type LookUpQuery = { lookup:
    | { __typename: 'TermFound', term: { id: string, slug: string, url: string, title: string, summary: string | null } }
    | { __typename: 'TermAmbiguous', message: string, terms: Array<{ id: string, slug: string, url: string, title: string, summary: string | null }> }
    | { __typename: 'TermNotFound', code: ErrorCode, message: string, suggestions: Array<{ id: string, slug: string, url: string, title: string, summary: string | null }> }
   };

export type LookUpTermFragment = { id: string, slug: string, url: string, title: string, summary: string | null };

export type RelationTypePageQueryVariables = Exact<{
  types: Array<string> | string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RelationTypePageQuery = { relationTypes: { nodes: Array<{ id: string, key: string, label: string, inverseKey: string | null, inverseLabel: string | null, symmetric: boolean, transitive: boolean, tier: Tier | null, group: { key: string, label: string, order: number } }> }, terms: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, url: string, title: string, relations: { totalCount: number, edges: Array<{ why: string | null, isOption: boolean, node: { id: string, slug: string, url: string, title: string } }> } }> } };

export type SearchAsYouTypeQueryVariables = Exact<{
  prefix: string;
  first?: number;
}>;


export type SearchAsYouTypeQuery = { suggest: Array<{ label: string, kind: LabelKind, term: { id: string, slug: string, url: string, title: string } }> };

export type SearchIndexQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchIndexQuery = { terms: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, title: string, summary: string | null, labels: { nodes: Array<{ text: string }> }, translations: Array<{ language: string }> }> } };

export type SearchPageQueryVariables = Exact<{
  text: string;
  filter?: TermFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchPageQuery = { search: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ cursor: string, tier: SearchTier, matchedLabel: string | null, matchedKind: LabelKind | null, snippet: string | null, snippetMatches: Array<{ start: number, end: number }>, node: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, category: { name: string, url: string } | null } }> } };

export type SiteQueryVariables = Exact<{ [key: string]: never; }>;


export type SiteQuery = { glossary: { name: string, description: string | null, url: string, language: string, languages: Array<string>, licence: string | null, revision: string, publisher: { name: string, url: string | null } | null, site: { title: string | null, logo: string | null, footer: string | null, edit: string | null, colours: { accent: string | null, accentDark: string | null, paper: string | null, paperDark: string | null, ink: string | null, inkDark: string | null } | null } | null } };

export type TermPageQueryVariables = Exact<{
  slug: string;
  language?: string | null | undefined;
  profile?: string | null | undefined;
}>;


export type TermPageQuery = { lookup:
    | { __typename: 'TermFound', redirectedFrom: string | null, term: { acronym: string | null, kind: TermKind, status: TermStatus, revision: string, id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null, replacedBy: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null }>, labels: { nodes: Array<{ text: string, kind: LabelKind, language: string }> }, definitionText: { html: string, language: string, isFallback: boolean, isStale: boolean } | null, sections: Array<{ key: string, title: string, language: string, isFallback: boolean, text: string }>, breadcrumbs: Array<{ position: number, label: string, url: string | null }>, trails: { total: number, items: Array<{ crumbs: Array<{ breadcrumb: { label: string, url: string | null } }> }> } | null, categories: Array<{ id: string, slug: string, url: string, name: string }>, before:
          | { __typename: 'LearningPath', totals: { terms: number, minutes: number, estimated: boolean }, steps: { totalCount: number, nodes: Array<{ stage: number, minutes: number, term: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null } }> } }
          | { __typename: 'NoRoute', code: ErrorCode, message: string }
          | { __typename: 'UnknownTerms', code: ErrorCode, message: string }
          | { __typename: 'UnknownProfile', code: ErrorCode, message: string, profiles: Array<string> }
        , relations: { totalCount: number, edges: Array<{ label: string, direction: Direction, isOption: boolean, why: string | null, for: string | null, type: { key: string, group: { key: string, label: string, order: number } }, node: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null } }> }, related: { edges: Array<{ because: Array<string>, node: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null } }> }, relatedLinks: Array<{ key: string, title: string, total: number, links: Array<{ inheritedFrom: { term: { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null } } | null, link: { id: string, title: string, url: string, level: Level | null, minutes: number | null }, trail: Array<{ label: string, url: string | null }> }> }>, sources: Array<{ id: string, ref: string, title: string | null }>, editorialReview: { date: string, by: { name: string, role: string | null } } | null, translations: Array<{ language: string, name: string, isStale: boolean }> } }
    | { __typename: 'TermAmbiguous', message: string, terms: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null }> }
    | { __typename: 'TermNotFound', code: ErrorCode, message: string, suggestions: Array<{ id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null }> }
   };

export type TermPageCardFragment = { id: string, slug: string, url: string, title: string, summary: string | null, level: Level | null, minutes: number | null };

export type WhatNextPageQueryVariables = Exact<{
  known: Array<TermBy> | TermBy;
  profile?: string | null | undefined;
  goals?: Array<TermBy> | TermBy | null | undefined;
  first?: number;
}>;


export type WhatNextPageQuery = { whatNext:
    | { __typename: 'WhatNext', total: number, truncated: boolean, items: Array<{ minutes: number, estimated: boolean, onPlan: boolean, term: { summary: string | null, level: Level | null, id: string, slug: string, url: string, title: string }, opens: { total: number, items: Array<{ id: string, slug: string, url: string, title: string }> } }>, missing: Array<{ term: { id: string, slug: string, url: string, title: string }, requirement: { why: string | null } }> }
    | { __typename: 'UnknownTerms', code: ErrorCode, message: string, terms: Array<{ key: string, suggestions: Array<{ id: string, slug: string, url: string, title: string }> }> }
    | { __typename: 'UnknownProfile', code: ErrorCode, message: string, profiles: Array<string> }
   };

export type WhatNextPageTermFragment = { id: string, slug: string, url: string, title: string };

/** Every document that the server knows by name: what it is given and what it answers. */
export type Screens = {
  AboutPage: { data: AboutPageQuery; variables: AboutPageQueryVariables };
  AllTerms: { data: AllTermsQuery; variables: AllTermsQueryVariables };
  Annotate: { data: AnnotateQuery; variables: AnnotateQueryVariables };
  AroundPage: { data: AroundPageQuery; variables: AroundPageQueryVariables };
  CategoryPage: { data: CategoryPageQuery; variables: CategoryPageQueryVariables };
  ChangesFeed: { data: ChangesFeedQuery; variables: ChangesFeedQueryVariables };
  ComparePage: { data: ComparePageQuery; variables: ComparePageQueryVariables };
  CuratedPathPage: { data: CuratedPathPageQuery; variables: CuratedPathPageQueryVariables };
  ExplainPage: { data: ExplainPageQuery; variables: ExplainPageQueryVariables };
  Home: { data: HomeQuery; variables: HomeQueryVariables };
  HoverCard: { data: HoverCardQuery; variables: HoverCardQueryVariables };
  LearningPathPage: { data: LearningPathPageQuery; variables: LearningPathPageQueryVariables };
  LookUp: { data: LookUpQuery; variables: LookUpQueryVariables };
  RelationTypePage: { data: RelationTypePageQuery; variables: RelationTypePageQueryVariables };
  SearchAsYouType: { data: SearchAsYouTypeQuery; variables: SearchAsYouTypeQueryVariables };
  SearchIndex: { data: SearchIndexQuery; variables: SearchIndexQueryVariables };
  SearchPage: { data: SearchPageQuery; variables: SearchPageQueryVariables };
  Site: { data: SiteQuery; variables: SiteQueryVariables };
  TermPage: { data: TermPageQuery; variables: TermPageQueryVariables };
  WhatNextPage: { data: WhatNextPageQuery; variables: WhatNextPageQueryVariables };
};
