"""The steps, oldest first; `revision` of step n is n in four digits, and SCHEMA_VERSION is the newest n."""
