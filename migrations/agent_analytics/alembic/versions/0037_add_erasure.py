"""Erasure of one person's data on request, with a record of what was done."""

from alembic import op

revision = "0037_add_erasure"
down_revision = "0036_add_telemetry_retention"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        CREATE TABLE erasure_log (
            id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            erased_at     timestamptz NOT NULL DEFAULT now(),
            erased_by     text NOT NULL DEFAULT session_user,
            subject_hash  bytea NOT NULL,
            reason        text NOT NULL,
            rows_deleted  jsonb NOT NULL,
            rows_unlinked jsonb NOT NULL
        )
    """)
    op.execute("""
        CREATE FUNCTION erase_person(person bigint, reason text) RETURNS erasure_log
        LANGUAGE plpgsql AS $$
        DECLARE
            deleted  jsonb := '{}';
            unlinked jsonb := '{}';
            touched  bigint;
            entry    erasure_log;
        BEGIN
            IF person IS NULL OR coalesce(reason, '') = '' THEN
                RAISE EXCEPTION 'a person and a reason are needed' USING ERRCODE = '22023';
            END IF;

            -- What the person wrote or did goes.
            DELETE FROM navi_conversations WHERE user_id = person;
            GET DIAGNOSTICS touched = ROW_COUNT;
            deleted := deleted || jsonb_build_object('navi_conversations', touched);
            DELETE FROM learning_suggestions WHERE user_id = person;
            GET DIAGNOSTICS touched = ROW_COUNT;
            deleted := deleted || jsonb_build_object('learning_suggestions', touched);
            DELETE FROM telemetry_events WHERE user_id = person;
            GET DIAGNOSTICS touched = ROW_COUNT;
            deleted := deleted || jsonb_build_object('telemetry_events', touched);
            DELETE FROM error_events WHERE user_id = person;
            GET DIAGNOSTICS touched = ROW_COUNT;
            deleted := deleted || jsonb_build_object('error_events', touched);

            -- What is money or a total stays, without the person.
            UPDATE llm_metrics SET user_id = NULL, conversation_id = NULL WHERE user_id = person;
            GET DIAGNOSTICS touched = ROW_COUNT;
            unlinked := unlinked || jsonb_build_object('llm_metrics', touched);
            UPDATE task_metrics SET user_id = NULL WHERE user_id = person;
            GET DIAGNOSTICS touched = ROW_COUNT;
            unlinked := unlinked || jsonb_build_object('task_metrics', touched);

            INSERT INTO erasure_log (subject_hash, reason, rows_deleted, rows_unlinked)
            VALUES (sha256(convert_to(person::text, 'UTF8')), reason, deleted, unlinked)
            RETURNING * INTO entry;
            RETURN entry;
        END
        $$
    """)
    op.execute("""COMMENT ON TABLE erasure_log IS 'That somebody was erased, when and by whom; the person only as a hash.'""")
    op.execute("""
        COMMENT ON FUNCTION erase_person(bigint, text) IS
            'Deletes what a person wrote or did, takes the person out of metrics whose totals must stay, and logs it.'
    """)


def downgrade():
    op.execute("""DROP FUNCTION erase_person(bigint, text)""")
    op.execute("""DROP TABLE erasure_log""")
