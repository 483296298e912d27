-- The five components, and the templates that they begin with.
-- howdah:environments development, test

INSERT INTO components (name, display_name, component_type, version, capabilities, configuration, health_status)
VALUES
    ('openevolve-optimizer', 'OpenEvolve', 'optimizer', '1.2.0',
     '["program_evolution", "fitness_evaluation", "requirement_analysis"]', '{"population": 40, "generations": 25}', 'unknown'),
    ('codegen-generator', 'Codegen', 'generator', '2.0.1',
     '["code_generation", "refactoring", "pull_request"]', '{"max_files": 50}', 'unknown'),
    ('claude-code-validator', 'Claude Code', 'validator', '1.0.3',
     '["code_review", "test_execution", "security_scan"]', '{"timeout_seconds": 900}', 'unknown'),
    ('linear-tracker', 'Linear', 'tracker', '1.1.0',
     '["issue_sync", "status_update", "comment"]', '{"sync_interval_seconds": 60}', 'unknown'),
    ('github-repository', 'GitHub', 'repository', '1.4.2',
     '["pull_request", "webhook", "checks"]', '{"default_branch": "main"}', 'unknown')
ON CONFLICT (name) DO NOTHING;

INSERT INTO templates (name, type, category, description, template_content, tags, version, created_by)
VALUES
    ('react-component-template', 'code_pattern', 'react', 'Standard React functional component with hooks',
     '{"structure": {"imports": "import React, { useState, useEffect } from ''react'';", "component": "const ${ComponentName} = (${props}) => {\n  ${componentBody}\n};", "exports": "export default ${ComponentName};"}, "patterns": {"useState": "const [${stateName}, set${StateNameCapitalized}] = useState(${initialValue});", "useEffect": "useEffect(() => {\n  ${effectBody}\n}, [${dependencies}]);"}}',
     '["react", "component", "hooks", "template"]', '1.0.0', 'codegen-system'),
    ('express-route-template', 'code_pattern', 'express', 'REST route with validation and error handling',
     '{"structure": {"route": "router.${method}(''${path}'', validate(${schema}), async (request, response, next) => {\n  ${body}\n});"}}',
     '["express", "api", "template"]', '1.0.0', 'codegen-system'),
    ('rolling-deployment', 'deployment_script', 'kubernetes', 'Deploys one replica after the other and waits for its health',
     '{"steps": ["kubectl apply -f ${manifest}", "kubectl rollout status deployment/${name} --timeout=${timeout}"], "rollback": ["kubectl rollout undo deployment/${name}"]}',
     '["kubernetes", "deployment", "rollback"]', '1.0.0', 'codegen-system'),
    ('jest-unit-test', 'test_template', 'jest', 'Unit test of one function',
     '{"structure": {"suite": "describe(''${subject}'', () => {\n  ${cases}\n});", "case": "it(''${sentence}'', () => {\n  ${body}\n});"}}',
     '["jest", "test", "template"]', '1.0.0', 'codegen-system'),
    ('pipeline-defaults', 'configuration', 'ci', 'Phases and time limits of a workflow',
     '{"phases": ["planning", "generation", "validation", "review", "deployment"], "timeout_minutes": 60, "retries": 2}',
     '["ci", "defaults"]', '1.0.0', 'codegen-system')
ON CONFLICT (name, type, version) DO NOTHING;

INSERT INTO knowledge_base (title, content, content_type, category, tags, relevance_score)
VALUES
    ('How a workflow runs', 'A workflow goes through planning, generation, validation, review and deployment. A task becomes ready when every task that it depends on is completed.',
     'markdown', 'guides', '["workflow", "phases"]', 0.9),
    ('Writing good requirements', 'Name the users, the input, the output and how to see that it works. One requirement is one sentence; acceptance criteria are checked by the validator.',
     'markdown', 'guides', '["requirements", "acceptance"]', 0.8)
ON CONFLICT (title) DO NOTHING;
