-- Templates, what was learnt from using them, and the knowledge base.

CREATE TABLE templates (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name                text NOT NULL,
    type                text NOT NULL,
    category            text,
    description         text,
    template_content    jsonb NOT NULL,
    tags                jsonb NOT NULL DEFAULT '[]',
    version             text NOT NULL DEFAULT '1.0.0',
    usage_count         bigint NOT NULL DEFAULT 0,
    success_count       bigint NOT NULL DEFAULT 0,
    success_rate        numeric(5, 2) GENERATED ALWAYS AS
                            (CASE WHEN usage_count > 0 THEN round(100.0 * success_count / usage_count, 2) END) STORED,
    is_active           boolean NOT NULL DEFAULT true,
    created_by          text NOT NULL DEFAULT session_user,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT templates_name_type_version_key UNIQUE (name, type, version),
    CONSTRAINT templates_type_check
        CHECK (type IN ('code_pattern', 'deployment_script', 'test_template', 'configuration')),
    CONSTRAINT templates_version_check CHECK (version ~ '^[0-9]+\.[0-9]+\.[0-9]+$'),
    CONSTRAINT templates_tags_check CHECK (jsonb_typeof(tags) = 'array'),
    CONSTRAINT templates_counts_check CHECK (success_count BETWEEN 0 AND usage_count)
);

CREATE TABLE learning_data (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pattern_type        text NOT NULL,
    pattern             jsonb NOT NULL,
    source_component    text NOT NULL,
    workflow_id         uuid REFERENCES workflows (id) ON DELETE SET NULL,
    task_id             uuid REFERENCES tasks (id) ON DELETE SET NULL,
    template_id         uuid REFERENCES templates (id) ON DELETE SET NULL,
    confidence_score    numeric(4, 3) NOT NULL,
    effectiveness_score numeric(4, 3),
    times_applied       integer NOT NULL DEFAULT 0,
    feedback            jsonb NOT NULL DEFAULT '[]',
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT learning_data_scores_check
        CHECK (confidence_score BETWEEN 0 AND 1 AND effectiveness_score BETWEEN 0 AND 1),
    CONSTRAINT learning_data_applied_check CHECK (times_applied >= 0)
);

CREATE TABLE knowledge_base (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    title               text NOT NULL,
    content             text NOT NULL,
    content_type        text NOT NULL DEFAULT 'markdown',
    category            text,
    tags                jsonb NOT NULL DEFAULT '[]',
    relevance_score     numeric(4, 3) NOT NULL DEFAULT 0.5,
    access_count        bigint NOT NULL DEFAULT 0,
    last_accessed_at    timestamptz,
    created_by          text NOT NULL DEFAULT session_user,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT knowledge_base_title_key UNIQUE (title),
    CONSTRAINT knowledge_base_type_check CHECK (content_type IN ('markdown', 'json', 'yaml', 'code')),
    CONSTRAINT knowledge_base_relevance_check CHECK (relevance_score BETWEEN 0 AND 1)
);

COMMENT ON TABLE templates IS 'Reusable patterns and scripts; each version is a row of its own.';
COMMENT ON COLUMN templates.success_rate IS 'Per cent of its uses; null before the first.';
COMMENT ON TABLE learning_data IS 'Patterns found in finished work, how sure they are and how well they did.';
COMMENT ON TABLE knowledge_base IS 'Documentation and good practice, searched by searchKnowledge.';

CREATE FUNCTION saveTemplate(template_data jsonb) RETURNS templates
LANGUAGE sql AS $$
    INSERT INTO templates AS t (name, type, category, description, template_content, tags, version, created_by)
    VALUES (template_data ->> 'name', template_data ->> 'type', template_data ->> 'category',
            template_data ->> 'description', template_data -> 'template_content',
            coalesce(template_data -> 'tags', '[]'), coalesce(template_data ->> 'version', '1.0.0'),
            coalesce(template_data ->> 'created_by', session_user))
    ON CONFLICT (name, type, version) DO UPDATE
       SET category = excluded.category, description = excluded.description,
           template_content = excluded.template_content, tags = excluded.tags, is_active = true
    RETURNING *
$$;

CREATE FUNCTION getTemplate(template_name text, template_type text) RETURNS SETOF templates
LANGUAGE sql AS $$
    -- Reading a template is using it: the newest active version counts one up.
    UPDATE templates t
       SET usage_count = t.usage_count + 1
     WHERE t.id = (SELECT n.id FROM templates n
                    WHERE n.name = template_name AND n.type = template_type AND n.is_active
                    ORDER BY string_to_array(n.version, '.')::integer[] DESC
                    LIMIT 1)
    RETURNING t.*
$$;

CREATE FUNCTION searchKnowledge(search text, max_results integer DEFAULT 10)
RETURNS TABLE (knowledge_id uuid, title text, content_type text, rank real, headline text)
LANGUAGE sql STABLE AS $$
    SELECT k.id, k.title, k.content_type, k.rank, ts_headline('english', k.content, k.query)
      FROM (SELECT b.id, b.title, b.content, b.content_type, q.query,
                   (ts_rank(to_tsvector('english', b.title || ' ' || b.content), q.query)
                    * (0.5 + b.relevance_score))::real AS rank
              FROM knowledge_base b, websearch_to_tsquery('english', search) AS q (query)
             WHERE to_tsvector('english', b.title || ' ' || b.content) @@ q.query
             ORDER BY rank DESC
             LIMIT max_results) k
     ORDER BY k.rank DESC
$$;

COMMENT ON FUNCTION saveTemplate(jsonb) IS 'Adds a version of a template, or replaces that version.';
COMMENT ON FUNCTION getTemplate(text, text) IS 'The newest active version; counts as a use.';
COMMENT ON FUNCTION searchKnowledge(text, integer) IS 'Full-text search, weighted by relevance_score.';

CREATE INDEX idx_templates_category ON templates (type, category);
CREATE INDEX idx_templates_tags_gin ON templates USING GIN (tags);
CREATE INDEX idx_learning_data_pattern ON learning_data (pattern_type, confidence_score DESC);
CREATE INDEX idx_learning_data_workflow ON learning_data (workflow_id);
CREATE INDEX idx_learning_data_task ON learning_data (task_id);
CREATE INDEX idx_learning_data_template ON learning_data (template_id);
CREATE INDEX idx_knowledge_base_category ON knowledge_base (category, relevance_score DESC);
CREATE INDEX idx_knowledge_base_content_fts ON knowledge_base USING GIN (to_tsvector('english', title || ' ' || content));

CREATE TRIGGER templates_touch BEFORE UPDATE OF category, description, template_content, tags, is_active ON templates
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER knowledge_base_touch BEFORE UPDATE OF title, content, content_type, category, tags ON knowledge_base
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
