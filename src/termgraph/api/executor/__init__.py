"""Runs operations as functions made for them: the same answers as graphql-core's, for a fraction of the work.

`choice.Executor` is what the rest of the package uses. Of graphql-core and strawberry, modules here read attributes
that other releases may move; what they find otherwise than expected is left to graphql-core.
"""
