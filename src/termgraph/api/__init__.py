"""The GraphQL contract: thin types over the snapshot, the schema, and the transport."""
