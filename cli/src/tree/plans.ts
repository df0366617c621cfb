/** Plans and their chunks. */
import { type Add, group, several, type Tree } from './add.ts';

export function addPlans(add: Add, tree: Tree): void {
  const plan = group(tree, 'plan', 'your plans, one markdown file each');
  if (!plan) return;
  add(plan, 'list', 'list all plans with their progress').runs(
    async () => (await import('../commands/plan-list.ts')).planList,
  );
  add(plan, 'show <plan>', 'show a plan and its chunks').runs(
    async () => (await import('../commands/plan-show.ts')).planShow,
  );
  const made = add(plan, 'new <title>', 'make a plan, to be filled in with your editor', {
    examples: ['samedi plan new "French B1" --hours 50 --tag language --chunk Greetings'],
  });
  made.option('--id <id>', 'its id, which names its file; made of the title by default');
  made.option('--chunk <title>', 'a chunk; repeatable', several);
  made.option('--hours <number>', 'how long you expect it to take');
  made.option('--tag <tag>', 'a tag; repeatable', several);
  made.runs(async () => (await import('../commands/plan-new.ts')).planNew);
  add(plan, 'edit <plan>', 'open a plan in your $EDITOR, then check it').runs(
    async () => (await import('../commands/plan-edit.ts')).planEdit,
  );
  const done = add(plan, 'done <plan> <chunk>', 'tick off a chunk', {
    examples: [
      'samedi plan done french-b1 chunk-002',
      'samedi plan done french-b1 3 --status skipped',
    ],
  });
  done.option('--status <status>', 'another status instead: skipped, in-progress, not-started');
  done.runs(async () => (await import('../commands/plan-done.ts')).planDone);
  add(plan, 'archive <plan>', 'put a plan aside; all of it is kept').runs(
    async () => (await import('../commands/plan-archive.ts')).planArchive,
  );
  const imported = add(plan, 'import <file>', 'copy a markdown file into your plans', {
    examples: [
      'samedi plan import french-b1.md --force',
      'samedi plan import roadmap.md --dry-run',
    ],
  });
  imported.option('--force', 'replace the plan of the same id');
  imported.option('--id <id>', 'its id, where the file has none; made of the title by default');
  imported.option('--title <title>', 'its title, where the file has none; its first heading else');
  imported.option('--dry-run', 'say what would be imported, and change nothing');
  imported.runs(async () => (await import('../commands/plan-import.ts')).planImport);
  add(plan, 'restore <plan>', 'bring back a plan that was deleted, or a file that is gone').runs(
    async () => (await import('../commands/plan-restore.ts')).planRestore,
  );
  const deleted = add(plan, 'delete <plan>', 'delete a plan with its sessions and cards');
  deleted.option('--yes', 'without asking; where there is no terminal, nobody is asked');
  deleted.runs(async () => (await import('../commands/plan-delete.ts')).planDelete);
}
