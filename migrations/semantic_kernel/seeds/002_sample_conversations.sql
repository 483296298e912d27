-- Conversations of Alice and Bob: six, with context and metadata, one of them archived.
-- howdah:environments development

INSERT INTO conversations (id, user_id, title, context, metadata, is_archived, archived_at, created_at, updated_at)
SELECT c.id::uuid, u.id, c.title, c.context::jsonb, c.metadata::jsonb, c.is_archived,
       CASE WHEN c.is_archived THEN now() - interval '10 days' END,
       now() - c.age, now() - c.age + interval '20 minutes'
  FROM (VALUES
    ('c0000000-0000-4000-8000-000000000001', 'alice', 'Getting started with Semantic Kernel',
     '{"language": "en", "model": "gpt-4o-mini"}', '{"source": "web", "tags": ["introduction"]}', false, interval '5 days'),
    ('c0000000-0000-4000-8000-000000000002', 'alice', 'Summarise the quarterly report',
     '{"language": "en", "skill": "TextSummarization"}', '{"source": "web", "tags": ["report", "summary"]}', false, interval '3 days'),
    ('c0000000-0000-4000-8000-000000000003', 'alice', 'Draft an e-mail to the vendor',
     '{"language": "en", "tone": "friendly"}', '{"source": "mobile", "tags": ["e-mail"]}', false, interval '1 day'),
    ('c0000000-0000-4000-8000-000000000004', 'bob', 'Review a function for parsing dates',
     '{"language": "en", "skill": "CodeReview"}', '{"source": "ide", "tags": ["code", "review"]}', false, interval '2 days'),
    ('c0000000-0000-4000-8000-000000000005', 'bob', 'Plan a migration to PostgreSQL 16',
     '{"language": "en", "planner": "sequential"}', '{"source": "ide", "tags": ["database", "plan"]}', false, interval '6 hours'),
    ('c0000000-0000-4000-8000-000000000006', 'bob', 'Old experiment with prompts',
     '{"language": "en"}', '{"source": "web", "tags": ["experiment"]}', true, interval '40 days')
  ) AS c (id, username, title, context, metadata, is_archived, age)
  JOIN users u ON u.username = c.username
ON CONFLICT (id) DO NOTHING;

INSERT INTO messages (id, conversation_id, role, content, model, prompt_tokens, completion_tokens, metadata, created_at)
SELECT ('d0000000-0000-4000-8000-' || lpad(m.number::text, 12, '0'))::uuid, c.id, m.role, m.content,
       CASE m.role WHEN 'assistant' THEN 'gpt-4o-mini' END, m.prompt_tokens, m.completion_tokens, m.metadata::jsonb,
       c.created_at + m.number * interval '1 minute'
  FROM (VALUES
    (1, 1, 'system', 'You are a helpful assistant for developers.', 0, 0, '{}'),
    (2, 1, 'user', 'What is Semantic Kernel, in two sentences?', 0, 0, '{}'),
    (3, 1, 'assistant', 'Semantic Kernel is a library that joins language models with ordinary code. Skills wrap prompts and functions, and a planner puts them together to reach a goal.', 38, 41, '{"finish_reason": "stop"}'),
    (4, 1, 'user', 'How do skills and the planner work together?', 0, 0, '{}'),
    (5, 1, 'assistant', 'The planner reads the descriptions of the registered skills and makes a plan of calls; the kernel then runs the plan step by step.', 96, 33, '{"finish_reason": "stop"}'),
    (6, 2, 'user', 'Summarise the quarterly report in five bullet points.', 0, 0, '{"attachments": 1}'),
    (7, 2, 'assistant', 'Revenue grew, costs fell, two products were launched, churn is stable, and hiring stays slow.', 2210, 28, '{"finish_reason": "stop", "skill": "TextSummarization"}'),
    (8, 2, 'user', 'Make the third point longer.', 0, 0, '{}'),
    (9, 2, 'assistant', 'The two launched products already bring in a tenth of the revenue; both were finished ahead of plan.', 2270, 31, '{"finish_reason": "stop"}'),
    (10, 3, 'user', 'Draft a friendly e-mail asking the vendor for a new delivery date.', 0, 0, '{}'),
    (11, 3, 'assistant', 'Hello, we hope you are well. Could you tell us when the delivery will reach us? A new date by Friday would help us plan.', 44, 36, '{"finish_reason": "stop", "skill": "EmailGenerator"}'),
    (12, 4, 'user', 'Please review this function that parses dates; it fails for leap years.', 0, 0, '{"attachments": 1}'),
    (13, 4, 'assistant', 'The check for leap years leaves out centuries. Use the calendar of the standard library instead, and add a test for 1900 and 2000.', 612, 40, '{"finish_reason": "stop", "skill": "CodeReview"}'),
    (14, 5, 'user', 'Plan the migration of our database to PostgreSQL 16.', 0, 0, '{}'),
    (15, 5, 'assistant', 'First rehearse on a copy, then check extensions, then take a backup that was restored once, and only then upgrade with a window for the way back.', 180, 45, '{"finish_reason": "stop", "planner": "sequential"}'),
    (16, 5, 'tool', '{"extensions": ["vector", "pg_trgm"], "compatible": true}', 0, 0, '{"function": "CheckExtensions"}'),
    (17, 6, 'user', 'Compare three prompts for the same task.', 0, 0, '{}'),
    (18, 6, 'assistant', 'The second prompt gives the shortest answers, the third one the most exact.', 71, 22, '{"finish_reason": "stop"}')
  ) AS m (number, conversation, role, content, prompt_tokens, completion_tokens, metadata)
  JOIN conversations c ON c.id = ('c0000000-0000-4000-8000-00000000000' || m.conversation)::uuid
ON CONFLICT (id) DO NOTHING;
