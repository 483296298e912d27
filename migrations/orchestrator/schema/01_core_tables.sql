-- Projects, workflows, tasks and what they depend on.

CREATE TABLE projects (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name            text NOT NULL,
    description     text,
    repository_url  text,
    github_repo_id  bigint,
    linear_team_id  text,
    settings        jsonb NOT NULL DEFAULT '{}',
    status          text NOT NULL DEFAULT 'active',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT projects_name_key UNIQUE (name),
    CONSTRAINT projects_github_repo_id_key UNIQUE (github_repo_id),
    CONSTRAINT projects_status_check CHECK (status IN ('active', 'paused', 'archived')),
    CONSTRAINT projects_settings_check CHECK (jsonb_typeof(settings) = 'object')
);

CREATE TABLE workflows (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id      uuid NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    name            text NOT NULL,
    description     text,
    requirements    text,
    status          text NOT NULL DEFAULT 'pending',
    phase           text NOT NULL DEFAULT 'planning',
    progress        numeric(5, 2) NOT NULL DEFAULT 0,
    metrics         jsonb NOT NULL DEFAULT '{}',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    completed_at    timestamptz,
    CONSTRAINT workflows_status_check
        CHECK (status IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled')),
    CONSTRAINT workflows_phase_check
        CHECK (phase IN ('planning', 'generation', 'validation', 'review', 'deployment', 'done')),
    CONSTRAINT workflows_progress_check CHECK (progress BETWEEN 0 AND 100),
    CONSTRAINT workflows_end_check CHECK (completed_at >= started_at)
);

CREATE TABLE tasks (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    workflow_id         uuid NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
    parent_task_id      uuid,
    title               text NOT NULL,
    description         text,
    requirements        jsonb NOT NULL DEFAULT '[]',
    acceptance_criteria jsonb NOT NULL DEFAULT '[]',
    status              text NOT NULL DEFAULT 'pending',
    priority            smallint NOT NULL DEFAULT 5,
    estimated_effort    numeric(8, 2),
    actual_effort       numeric(8, 2),
    assigned_component  text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    started_at          timestamptz,
    completed_at        timestamptz,
    -- Lets a subtask say that its parent is in the same workflow.
    CONSTRAINT tasks_id_workflow_key UNIQUE (id, workflow_id),
    CONSTRAINT tasks_parent_fkey FOREIGN KEY (parent_task_id, workflow_id)
        REFERENCES tasks (id, workflow_id) ON DELETE CASCADE,
    CONSTRAINT tasks_parent_check CHECK (parent_task_id <> id),
    CONSTRAINT tasks_status_check
        CHECK (status IN ('pending', 'ready', 'in_progress', 'blocked', 'completed', 'failed', 'cancelled')),
    CONSTRAINT tasks_priority_check CHECK (priority BETWEEN 0 AND 10),
    CONSTRAINT tasks_effort_check CHECK (estimated_effort >= 0 AND actual_effort >= 0),
    CONSTRAINT tasks_end_check CHECK (completed_at >= started_at)
);

CREATE TABLE task_dependencies (
    task_id             uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    depends_on_task_id  uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    dependency_type     text NOT NULL DEFAULT 'blocks',
    created_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (task_id, depends_on_task_id),
    CONSTRAINT task_dependencies_type_check
        CHECK (dependency_type IN ('blocks', 'requires', 'follows', 'relates_to')),
    CONSTRAINT task_dependencies_self_check CHECK (task_id <> depends_on_task_id)
);

COMMENT ON TABLE projects IS 'What is worked on, with its repository and its team.';
COMMENT ON TABLE workflows IS 'An order of tasks that a project carries out.';
COMMENT ON COLUMN workflows.progress IS 'Per cent of the tasks that are completed; kept by the trigger tasks_progress.';
COMMENT ON TABLE tasks IS 'Work items; a subtask belongs to the workflow of its parent.';
COMMENT ON COLUMN tasks.priority IS '0 to 10, 10 first.';
COMMENT ON COLUMN tasks.estimated_effort IS 'Hours.';
COMMENT ON TABLE task_dependencies IS 'Which task waits for which; circles are refused, except among relates_to.';

CREATE FUNCTION createProject(project_data jsonb) RETURNS projects
LANGUAGE sql AS $$
    INSERT INTO projects (name, description, repository_url, github_repo_id, linear_team_id, settings)
    VALUES (project_data ->> 'name', project_data ->> 'description', project_data ->> 'repository_url',
            (project_data ->> 'github_repo_id')::bigint, project_data ->> 'linear_team_id',
            coalesce(project_data -> 'settings', '{}'))
    RETURNING *
$$;

CREATE FUNCTION getProject(project_id uuid) RETURNS SETOF projects
LANGUAGE sql STABLE AS $$
    SELECT p.* FROM projects p WHERE p.id = getProject.project_id
$$;

CREATE FUNCTION updateProject(project_id uuid, update_data jsonb) RETURNS SETOF projects
LANGUAGE sql AS $$
    -- A key that is absent leaves its column; a null empties it.
    UPDATE projects p
       SET name           = CASE WHEN update_data ? 'name' THEN update_data ->> 'name' ELSE p.name END,
           description    = CASE WHEN update_data ? 'description' THEN update_data ->> 'description' ELSE p.description END,
           repository_url = CASE WHEN update_data ? 'repository_url' THEN update_data ->> 'repository_url' ELSE p.repository_url END,
           github_repo_id = CASE WHEN update_data ? 'github_repo_id' THEN (update_data ->> 'github_repo_id')::bigint ELSE p.github_repo_id END,
           linear_team_id = CASE WHEN update_data ? 'linear_team_id' THEN update_data ->> 'linear_team_id' ELSE p.linear_team_id END,
           settings       = coalesce(update_data -> 'settings', p.settings),
           status         = coalesce(update_data ->> 'status', p.status)
     WHERE p.id = updateProject.project_id
    RETURNING p.*
$$;

CREATE FUNCTION createWorkflow(workflow_data jsonb) RETURNS workflows
LANGUAGE sql AS $$
    INSERT INTO workflows (project_id, name, description, requirements, phase, metrics)
    VALUES ((workflow_data ->> 'project_id')::uuid, workflow_data ->> 'name', workflow_data ->> 'description',
            workflow_data ->> 'requirements', coalesce(workflow_data ->> 'phase', 'planning'),
            coalesce(workflow_data -> 'metrics', '{}'))
    RETURNING *
$$;

CREATE FUNCTION updateWorkflowStatus(workflow_id uuid, new_status text, new_progress numeric DEFAULT NULL)
RETURNS SETOF workflows
LANGUAGE sql AS $$
    UPDATE workflows w
       SET status       = new_status,
           progress     = coalesce(new_progress, CASE new_status WHEN 'completed' THEN 100 ELSE w.progress END),
           started_at   = CASE WHEN new_status = 'running' THEN coalesce(w.started_at, now()) ELSE w.started_at END,
           completed_at = CASE WHEN new_status IN ('completed', 'failed', 'cancelled') THEN now() END,
           phase        = CASE new_status WHEN 'completed' THEN 'done' ELSE w.phase END
     WHERE w.id = updateWorkflowStatus.workflow_id
    RETURNING w.*
$$;

CREATE FUNCTION createTask(task_data jsonb) RETURNS tasks
LANGUAGE sql AS $$
    INSERT INTO tasks (workflow_id, parent_task_id, title, description, requirements, acceptance_criteria,
                       priority, estimated_effort, assigned_component)
    VALUES ((task_data ->> 'workflow_id')::uuid, (task_data ->> 'parent_task_id')::uuid, task_data ->> 'title',
            task_data ->> 'description', coalesce(task_data -> 'requirements', '[]'),
            coalesce(task_data -> 'acceptance_criteria', '[]'), coalesce((task_data ->> 'priority')::smallint, 5),
            (task_data ->> 'estimated_effort')::numeric, task_data ->> 'assigned_component')
    RETURNING *
$$;

CREATE FUNCTION updateTaskStatus(task_id uuid, new_status text) RETURNS SETOF tasks
LANGUAGE sql AS $$
    UPDATE tasks t
       SET status       = new_status,
           started_at   = CASE WHEN new_status = 'in_progress' THEN coalesce(t.started_at, now()) ELSE t.started_at END,
           completed_at = CASE WHEN new_status IN ('completed', 'failed', 'cancelled') THEN now() END
     WHERE t.id = updateTaskStatus.task_id
    RETURNING t.*
$$;

CREATE FUNCTION createTaskDependency(task_id uuid, depends_on_task_id uuid, dependency_type text DEFAULT 'blocks')
RETURNS task_dependencies
LANGUAGE sql AS $$
    INSERT INTO task_dependencies (task_id, depends_on_task_id, dependency_type)
    VALUES (task_id, depends_on_task_id, dependency_type)
    RETURNING *
$$;

COMMENT ON FUNCTION createProject(jsonb) IS 'Stores a project given as an object with the names of its columns.';
COMMENT ON FUNCTION updateWorkflowStatus(uuid, text, numeric) IS 'Sets status and progress, and the times that follow from them.';
COMMENT ON FUNCTION createTaskDependency(uuid, uuid, text) IS 'The first task waits for the second; a circle is refused.';

CREATE INDEX idx_projects_status ON projects (status);
CREATE INDEX idx_workflows_project ON workflows (project_id, created_at DESC);
CREATE INDEX idx_workflows_status ON workflows (status, updated_at DESC);
CREATE INDEX idx_tasks_workflow ON tasks (workflow_id, status);
CREATE INDEX idx_tasks_parent ON tasks (parent_task_id) WHERE parent_task_id IS NOT NULL;
CREATE INDEX idx_tasks_composite_status_priority ON tasks(status, priority DESC, created_at ASC);
CREATE INDEX idx_task_dependencies_depends_on ON task_dependencies (depends_on_task_id);

CREATE FUNCTION touch_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at = now();
    RETURN NEW;
END
$$;

CREATE FUNCTION refuse_dependency_cycle() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    workflow uuid;
BEGIN
    IF NEW.dependency_type = 'relates_to' THEN
        RETURN NEW;
    END IF;
    -- Two sessions could each add one half of a circle: they take turns, workflow by workflow.
    SELECT t.workflow_id INTO workflow FROM tasks t WHERE t.id = NEW.task_id;
    PERFORM pg_advisory_xact_lock(hashtextextended('task_dependencies ' || workflow, 0));
    IF EXISTS (
        WITH RECURSIVE reached (id) AS (
            SELECT NEW.depends_on_task_id
            UNION
            SELECT d.depends_on_task_id
              FROM reached r
              JOIN task_dependencies d ON d.task_id = r.id
             WHERE d.dependency_type <> 'relates_to')
        SELECT FROM reached WHERE id = NEW.task_id)
    THEN
        RAISE EXCEPTION 'task % cannot depend on %: that would close a circle', NEW.task_id, NEW.depends_on_task_id
            USING ERRCODE = '23514', CONSTRAINT = 'task_dependencies_acyclic', TABLE = 'task_dependencies';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION follow_task_status() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE workflows w
       SET progress = (SELECT round(100.0 * count(*) FILTER (WHERE t.status = 'completed') / count(*), 2)
                         FROM tasks t WHERE t.workflow_id = NEW.workflow_id)
     WHERE w.id = NEW.workflow_id;
    IF NEW.status = 'completed' THEN
        -- A task is ready when nothing it waits for is open any more.
        UPDATE tasks t
           SET status = 'ready'
          FROM task_dependencies d
         WHERE d.depends_on_task_id = NEW.id AND d.dependency_type <> 'relates_to'
           AND t.id = d.task_id AND t.status IN ('pending', 'blocked')
           AND NOT EXISTS (SELECT FROM task_dependencies o JOIN tasks p ON p.id = o.depends_on_task_id
                            WHERE o.task_id = t.id AND o.dependency_type <> 'relates_to'
                              AND p.status <> 'completed');
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER projects_touch BEFORE UPDATE ON projects
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER workflows_touch BEFORE UPDATE ON workflows
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER tasks_touch BEFORE UPDATE ON tasks
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER task_dependencies_acyclic BEFORE INSERT OR UPDATE ON task_dependencies
    FOR EACH ROW EXECUTE FUNCTION refuse_dependency_cycle();
CREATE TRIGGER tasks_progress AFTER UPDATE OF status ON tasks
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION follow_task_status();
