-- Fourteen skills, and planner and function logs that show success, errors and a time-out.
-- howdah:environments development

INSERT INTO skills (name, category, kind, description, parameters, prompt_template, created_by)
SELECT s.name, s.category, s.kind, s.description, s.parameters::jsonb, s.prompt,
       (SELECT id FROM users WHERE username = 'developer')
  FROM (VALUES
    ('TextSummarization', 'text', 'semantic', 'Shortens a text to its main points', '[{"name": "input", "type": "string"}, {"name": "points", "type": "integer"}]', 'Summarise in {{$points}} points: {{$input}}'),
    ('CodeGeneration', 'code', 'semantic', 'Writes code from a description', '[{"name": "description", "type": "string"}, {"name": "language", "type": "string"}]', 'Write {{$language}} code that does this: {{$description}}'),
    ('EmailGenerator', 'writing', 'semantic', 'Drafts an e-mail in a given tone', '[{"name": "intent", "type": "string"}, {"name": "tone", "type": "string"}]', 'Draft a {{$tone}} e-mail: {{$intent}}'),
    ('SentimentAnalysis', 'text', 'semantic', 'Tells the mood of a text', '[{"name": "input", "type": "string"}]', 'Positive, neutral or negative? {{$input}}'),
    ('Translation', 'text', 'semantic', 'Translates a text', '[{"name": "input", "type": "string"}, {"name": "language", "type": "string"}]', 'Translate into {{$language}}: {{$input}}'),
    ('QuestionAnswering', 'text', 'semantic', 'Answers from given documents', '[{"name": "question", "type": "string"}, {"name": "context", "type": "string"}]', 'From {{$context}} answer: {{$question}}'),
    ('KeywordExtraction', 'text', 'semantic', 'Finds the key words of a text', '[{"name": "input", "type": "string"}]', 'List the key words of: {{$input}}'),
    ('GrammarCheck', 'writing', 'semantic', 'Corrects grammar and spelling', '[{"name": "input", "type": "string"}]', 'Correct: {{$input}}'),
    ('CodeReview', 'code', 'semantic', 'Reviews a change', '[{"name": "diff", "type": "string"}]', 'Review this change: {{$diff}}'),
    ('UnitTestGenerator', 'code', 'semantic', 'Writes unit tests for a function', '[{"name": "code", "type": "string"}]', 'Write unit tests for: {{$code}}'),
    ('SqlWriter', 'code', 'semantic', 'Turns a question into SQL', '[{"name": "question", "type": "string"}, {"name": "schema", "type": "string"}]', 'With the schema {{$schema}} write SQL for: {{$question}}'),
    ('DataExtraction', 'data', 'semantic', 'Takes fields out of a text', '[{"name": "input", "type": "string"}, {"name": "fields", "type": "array"}]', 'Extract {{$fields}} from: {{$input}}'),
    ('WebSearch', 'data', 'native', 'Searches the web', '[{"name": "query", "type": "string"}]', NULL),
    ('MathSolver', 'data', 'native', 'Calculates an expression', '[{"name": "expression", "type": "string"}]', NULL)
  ) AS s (name, category, kind, description, parameters, prompt)
ON CONFLICT (name, version) DO NOTHING;

INSERT INTO planner_executions (id, user_id, goal, plan, status, steps_total, steps_completed, error_message,
                                started_at, completed_at)
SELECT p.id::uuid, u.id, p.goal, p.plan::jsonb, p.status, p.total, p.done, p.error, now() - p.age,
       CASE WHEN p.status <> 'running' THEN now() - p.age + p.total * interval '8 seconds' END
  FROM (VALUES
    ('e0000000-0000-4000-8000-000000000001', 'alice', 'Summarise the report and mail it', '["TextSummarization", "EmailGenerator"]', 'completed', 2, 2, NULL, interval '3 days'),
    ('e0000000-0000-4000-8000-000000000002', 'bob', 'Write a parser and its tests', '["CodeGeneration", "UnitTestGenerator", "CodeReview"]', 'completed', 3, 3, NULL, interval '2 days'),
    ('e0000000-0000-4000-8000-000000000003', 'bob', 'Answer a question about sales from the database', '["SqlWriter", "DataExtraction"]', 'failed', 2, 1, 'The generated SQL named a column that does not exist', interval '1 day'),
    ('e0000000-0000-4000-8000-000000000004', 'alice', 'Translate the handbook', '["Translation", "GrammarCheck"]', 'cancelled', 2, 0, NULL, interval '12 hours'),
    ('e0000000-0000-4000-8000-000000000005', 'developer', 'Collect news about the kernel', '["WebSearch", "TextSummarization", "KeywordExtraction"]', 'running', 3, 1, NULL, interval '2 minutes')
  ) AS p (id, username, goal, plan, status, total, done, error, age)
  JOIN users u ON u.username = p.username
ON CONFLICT (id) DO NOTHING;

INSERT INTO function_executions (id, skill_id, planner_execution_id, user_id, function_name, input, output, status,
                                 error_message, execution_time_ms, tokens_used, started_at)
SELECT ('f0000000-0000-4000-8000-' || lpad(f.number::text, 12, '0'))::uuid, s.id, p.id,
       coalesce(p.user_id, (SELECT id FROM users WHERE username = 'developer')), f.function_name,
       jsonb_build_object('step', f.number), CASE WHEN f.status = 'success' THEN jsonb_build_object('ok', true) END,
       f.status, f.error, f.ms, f.tokens, coalesce(p.started_at, now() - interval '6 hours') + f.number * interval '1 second'
  FROM (VALUES
    (1, 'TextSummarization', 1, 'Summarise', 'success', NULL, 2140, 2238),
    (2, 'EmailGenerator', 1, 'Draft', 'success', NULL, 1310, 124),
    (3, 'CodeGeneration', 2, 'Generate', 'success', NULL, 5230, 1822),
    (4, 'UnitTestGenerator', 2, 'Generate', 'success', NULL, 4120, 1544),
    (5, 'CodeReview', 2, 'Review', 'success', NULL, 2870, 960),
    (6, 'SqlWriter', 3, 'Write', 'success', NULL, 1640, 412),
    (7, 'DataExtraction', 3, 'Extract', 'error', 'column "sales_total" does not exist', 35, 0),
    (8, 'WebSearch', 5, 'Search', 'success', NULL, 820, 0),
    (9, 'TextSummarization', 5, 'Summarise', 'timeout', 'no answer within 30 s', 30000, 0),
    (10, 'MathSolver', NULL, 'Solve', 'error', 'division by zero', 2, 0),
    (11, 'Translation', NULL, 'Translate', 'success', NULL, 1930, 705),
    (12, 'SentimentAnalysis', NULL, 'Classify', 'success', NULL, 610, 88)
  ) AS f (number, skill, planner, function_name, status, error, ms, tokens)
  JOIN skills s ON s.name = f.skill AND s.version = '1.0.0'
  LEFT JOIN planner_executions p ON p.id = ('e0000000-0000-4000-8000-00000000000' || f.planner)::uuid
ON CONFLICT (id) DO NOTHING;
