/** Cards, and their way in and out. */
import { type Add, group, several, type Tree } from './add.ts';

export function addReview(add: Add, { program }: Tree): void {
  const review = add(program, 'review [plan]', 'quiz yourself on the cards that are due', {
    examples: ['samedi review', 'samedi review french-b1 --tag verbs --limit 20'],
  });
  review.option('--tag <tag>', 'only cards with this tag; repeatable', several);
  review.option('--limit <number>', 'at most so many; 0, the default, for all');
  review.runs(async () => (await import('../commands/review.ts')).review);
}

export function addCards(add: Add, tree: Tree): void {
  const card = group(tree, 'card', 'flashcards');
  if (!card) return;
  const made = add(card, 'add <plan> <question> <answer>', 'add a card, due today', {
    examples: ['samedi card add french-b1 "le chat" "the cat" --tag animals'],
  });
  made.option('--chunk <chunk>', 'the chunk it is from');
  made.option('--tag <tag>', 'a tag; repeatable', several);
  made.runs(async () => (await import('../commands/card-add.ts')).cardAdd);
  const list = add(card, 'list [plan]', 'list cards, the next ones due first', {
    examples: ['samedi card list --due'],
  });
  list.option('--tag <tag>', 'only those with this tag; repeatable', several);
  list.option('--due', 'only those due today');
  list.option('--limit <number>', 'at most so many; 50 by default, 0 for all');
  list.runs(async () => (await import('../commands/card-list.ts')).cardList);
  const edited = add(card, 'edit <card>', 'change what is on a card; its schedule stays', {
    examples: ['samedi card edit 3f2a --answer "the tomcat" --tag animals'],
  });
  edited.option('--question <text>', 'the question in place of the old one');
  edited.option('--answer <text>', 'the answer in place of the old one');
  edited.option('--chunk <chunk>', 'the chunk it is from; "" for none');
  edited.option('--tag <tag>', 'in place of the old ones; repeatable; "" for none', several);
  edited.runs(async () => (await import('../commands/card-edit.ts')).cardEdit);
  add(
    card,
    'delete <card>',
    'delete a card with its reviews; the beginning of its id will do',
  ).runs(async () => (await import('../commands/card-delete.ts')).cardDelete);
  const rated = add(
    card,
    'rate <card> <rating>',
    'note one review: 1 again, 2 hard, 3 good, 4 easy',
    { examples: ['samedi card rate 3f2a 3', 'samedi card rate 3f2a 2 --at "yesterday 18:40"'] },
  );
  rated.option('--at <time>', 'when it was, if earlier: 8:30, "yesterday 18:40"');
  rated.runs(async () => (await import('../commands/card-rate.ts')).cardRate);
  const formats = 'markdown, anki or csv';
  const imported = add(card, 'import <plan> <file>', 'add the cards of a file; those there stay', {
    examples: [
      'samedi card import french-b1 deck.txt --format anki',
      'samedi card import french-b1 words.csv --columns question,answer,- --dry-run',
    ],
  });
  imported.option('--format <name>', `${formats}; by default as the file's ending says`);
  imported.option('--columns <names>', 'what the columns of a table are: question,answer,-,tags');
  imported.option('--skip', 'leave out what cannot be read, and import the rest');
  imported.option('--update', 'a card of the same id and answer takes another question');
  imported.option('--dry-run', 'say what would be imported, and change nothing');
  imported.runs(async () => (await import('../commands/card-import.ts')).cardImport);
  const exported = add(card, 'export <plan>', 'print the cards of a plan', {
    examples: ['samedi card export french-b1 --format csv --out cards.csv'],
  });
  exported.option('--format <name>', `${formats}; markdown, or as the file's ending says`);
  exported.option('--out <file>', 'write them into a file instead');
  exported.runs(async () => (await import('../commands/card-export.ts')).cardExport);
}
