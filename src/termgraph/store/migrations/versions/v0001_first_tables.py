"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table of schema 1."""
    op.create_table(
        "applied_request",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("response", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "category",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent", sa.String()),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("description", sa.String()),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "change_log",
        sa.Column("revision", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("after", sa.JSON()),
        sa.PrimaryKeyConstraint("revision", "seq"),
    )
    op.create_table(
        "glossary",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("base_url", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("licence", sa.String()),
        sa.Column("publisher_name", sa.String()),
        sa.Column("publisher_url", sa.String()),
        sa.Column("description", sa.String()),
        sa.Column("title_pattern", sa.String(), nullable=False),
        sa.Column("root_slug", sa.String(), nullable=False),
        sa.Column("root_name", sa.String(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("watch", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "graph_state",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("public_revision", sa.BigInteger(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("min_log_revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("link_group", sa.String(), nullable=False),
        sa.Column("term", sa.String()),
        sa.Column("kind", sa.String()),
        sa.Column("level", sa.String()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("language", sa.String()),
        sa.Column("published", sa.String()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "link_group",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "path",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("profile", sa.String()),
        sa.Column("strict", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "person",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String()),
        sa.Column("url", sa.String()),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "profile",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String()),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "relation",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("object", sa.String(), nullable=False),
        sa.Column("why", sa.String()),
        sa.Column("purpose", sa.String()),
        sa.Column("source", sa.String()),
        sa.Column("since", sa.String()),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "type", "object"),
    )
    op.create_index("relation_by_object", "relation", ["object", "type"])
    op.create_table(
        "relation_type",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("inverse_key", sa.String()),
        sa.Column("inverse_label", sa.String()),
        sa.Column("is_symmetric", sa.Boolean(), nullable=False),
        sa.Column("is_transitive", sa.Boolean(), nullable=False),
        sa.Column("acyclic", sa.String(), nullable=False),
        sa.Column("hierarchical", sa.String()),
        sa.Column("tier", sa.String()),
        sa.Column("first", sa.String()),
        sa.Column("block", sa.Boolean(), nullable=False),
        sa.Column("same_kind", sa.Boolean(), nullable=False),
        sa.Column("domain_kinds", sa.JSON(), nullable=False),
        sa.Column("range_kinds", sa.JSON(), nullable=False),
        sa.Column("disjoint_with", sa.JSON(), nullable=False),
        sa.Column("explain_cost", sa.Float(), nullable=False),
        sa.Column("rank_weight", sa.Float(), nullable=False),
        sa.Column("group_key", sa.String(), nullable=False),
        sa.Column("group_label", sa.String(), nullable=False),
        sa.Column("group_order", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("predicate", sa.String()),
        sa.Column("sub_property_of", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "requirement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("why", sa.String()),
        sa.Column("source", sa.String()),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("requirement_by_subject", "requirement", ["subject"])
    op.create_table(
        "revision",
        sa.Column("revision", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.String()),
        sa.Column("request_id", sa.String()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("revision"),
    )
    op.create_table(
        "term",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("acronym", sa.String()),
        sa.Column("title", sa.String()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("summary", sa.String()),
        sa.Column("definition", sa.String()),
        sa.Column("review_by", sa.String()),
        sa.Column("review_date", sa.String()),
        sa.Column("review_due", sa.String()),
        sa.Column("no_autolink", sa.JSON(), nullable=False),
        sa.Column("former_slugs", sa.JSON(), nullable=False),
        sa.Column("replaced_by", sa.JSON(), nullable=False),
        sa.Column("suppress", sa.JSON(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_index("term_by_status", "term", ["status", "slug"])
    op.create_table(
        "label",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("translation", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String()),
        sa.Column("case_matters", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("term", "translation", "position"),
        sa.ForeignKeyConstraint(["term"], ["term.slug"]),
    )
    op.create_table(
        "link_target",
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("link", "role", "position"),
        sa.ForeignKeyConstraint(["link"], ["link.id"]),
    )
    op.create_index("link_target_by_target", "link_target", ["target"])
    op.create_table(
        "mapping",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("match_type", sa.String(), nullable=False),
        sa.Column("iri", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("term", "position"),
        sa.ForeignKeyConstraint(["term"], ["term.slug"]),
    )
    op.create_table(
        "path_term",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("path", "position"),
        sa.ForeignKeyConstraint(["path"], ["path.key"]),
    )
    op.create_table(
        "profile_term",
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("profile", "position"),
        sa.ForeignKeyConstraint(["profile"], ["profile.key"]),
    )
    op.create_table(
        "requirement_option",
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("option", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("requirement", "option", "position"),
        sa.ForeignKeyConstraint(["requirement"], ["requirement.id"]),
    )
    op.create_index("requirement_option_by_term", "requirement_option", ["term"])
    op.create_table(
        "section",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("translation", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("term", "translation", "position"),
        sa.ForeignKeyConstraint(["term"], ["term.slug"]),
    )
    op.create_table(
        "source",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String()),
        sa.PrimaryKeyConstraint("term", "position"),
        sa.ForeignKeyConstraint(["term"], ["term.slug"]),
    )
    op.create_table(
        "term_category",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("term", "position"),
        sa.ForeignKeyConstraint(["term"], ["term.slug"]),
    )
    op.create_index("term_category_by_category", "term_category", ["category"])
    op.create_table(
        "translation",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("summary", sa.String()),
        sa.Column("definition", sa.String()),
        sa.PrimaryKeyConstraint("term", "language"),
        sa.ForeignKeyConstraint(["term"], ["term.slug"]),
    )
