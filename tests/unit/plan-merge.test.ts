import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergePlans } from '../../src/lib/plan/merge/merge-plans.ts';
import { mergeOrder } from '../../src/lib/plan/merge/order.ts';
import { parsePlan, printPlan, setChunkStatus } from '../../src/lib/plan/plan-file.ts';
import {
  type Edited,
  edited,
  editsBy,
  type Model,
  models,
  printModel,
} from '../support/plan-edits.ts';
import { plans, withOwnText } from '../support/plans.ts';

/** How often each property is tried: PLAN_MERGE_RUNS=10000 for a long look. */
const numRuns = Number(process.env['PLAN_MERGE_RUNS'] ?? 200);
const wins = fc.constantFrom('ours' as const, 'theirs' as const);

/** A plan, and what two people made of it. */
const pairs = fc.record({
  base: models,
  ours: editsBy('Ada'),
  theirs: editsBy('Bob'),
  wins,
});

interface Tried {
  base: Model;
  ours: Edited;
  theirs: Edited;
  merged: ReturnType<typeof mergePlans>;
  wins: 'ours' | 'theirs';
}

function try_(claim: (tried: Tried) => void): void {
  fc.assert(
    fc.property(pairs, ({ base, ours: ourEdits, theirs: theirEdits, wins }) => {
      const ours = edited(base, ourEdits);
      const theirs = edited(base, theirEdits);
      const merged = mergePlans(
        printModel(base),
        printModel(ours.model),
        printModel(theirs.model),
        wins,
      );
      claim({ base, ours, theirs, merged, wins });
    }),
    { numRuns },
  );
}

/** Each chunk's own lines, without the blank ones below. */
function blocks(text: string): Map<string, string> {
  const lines = text.split(/(?<=\n)/);
  const { chunks } = parsePlan(text);
  return new Map(
    chunks.map(({ id, line }, at) => [
      id,
      lines
        .slice(line - 1, (chunks[at + 1]?.line ?? lines.length + 1) - 1)
        .join('')
        .trimEnd(),
    ]),
  );
}

/** What a value comes to that each may have changed, and whether both did, differently. */
function decide<Value>(old: Value, ours: Value, theirs: Value, wins: 'ours' | 'theirs') {
  const both = ours !== theirs && ours !== old && theirs !== old;
  const changed = ours === old ? theirs : ours;
  return { both, value: both && wins === 'theirs' ? theirs : changed };
}

const blocksOf = (model: Model) => blocks(printModel(model));
const idsOf = (model: Model) => model.chunks.map(({ id }) => id);

describe('random edits by two', () => {
  test('a chunk that one of them changed is as that one wrote it, byte for byte', () => {
    try_(({ base, ours, theirs, merged }) => {
      expect(merged.by).toBe('structure');
      const [was, a, b, now] = [
        blocksOf(base),
        blocksOf(ours.model),
        blocksOf(theirs.model),
        blocks(merged.content),
      ];
      for (const id of new Set([...was.keys(), ...a.keys(), ...b.keys()])) {
        const [old, mine, other] = [was.get(id), a.get(id), b.get(id)];
        if (mine === old) expect(now.get(id)).toBe(other);
        else if (other === old || mine === other) expect(now.get(id)).toBe(mine);
        else expect(now.has(id)).toBe(true);
      }
    });
  });

  test('no line that one of them wrote lands on another chunk, and none is lost', () => {
    try_(({ ours, theirs, merged }) => {
      const now = blocks(merged.content);
      const wordsIn = (text: string) => text.match(/(?:Ada|Bob) \d+/g) ?? [];
      for (const { model } of [ours, theirs]) {
        for (const [id, block] of blocksOf(model)) {
          const reported = merged.conflicts.map(({ ours, theirs }) => `${ours} ${theirs}`).join();
          for (const words of wordsIn(block)) {
            expect((now.get(id) ?? '') + reported).toContain(words);
          }
        }
      }
      const authors = [blocksOf(ours.model), blocksOf(theirs.model)];
      for (const [id, block] of now) {
        for (const words of wordsIn(block)) {
          expect(authors.some((author) => author.get(id)?.includes(words))).toBe(true);
        }
      }
    });
  });

  test('fields that both changed are the winner’s, and named; all others merge', () => {
    try_(({ base, ours, theirs, merged, wins }) => {
      const now = new Map(parsePlan(merged.content).chunks.map((chunk) => [chunk.id, chunk]));
      const find = (model: Model, id: string) => model.chunks.find((chunk) => chunk.id === id);
      for (const old of base.chunks) {
        const [mine, other] = [find(ours.model, old.id), find(theirs.model, old.id)];
        if (!mine || !other) continue;
        for (const field of ['title', 'status'] as const) {
          const { value, both } = decide(old[field], mine[field], other[field], wins);
          expect(now.get(old.id)?.[field]).toBe(value ?? 'not-started');
          const where = `chunk ${old.number}, ${field}`;
          const values = { base: old[field], ours: mine[field], theirs: other[field] };
          const named = merged.conflicts.filter((conflict) => conflict.where === where);
          expect(named).toEqual(both ? [{ where, ...values }] : []);
        }
      }
    });
  });

  test('each chunk is there once', () => {
    try_(({ ours, theirs, merged }) => {
      const now = parsePlan(merged.content).chunks.map(({ id }) => id);
      expect(new Set(now).size).toBe(now.length);
      const known = new Set([...idsOf(ours.model), ...idsOf(theirs.model)]);
      expect(now.filter((id) => !known.has(id))).toEqual([]);
    });
  });

  test('where only one of them moved chunks, they stand as that one has them', () => {
    try_(({ ours, theirs, merged }) => {
      if (ours.moved.size > 0 && theirs.moved.size > 0) return;
      const mover = ours.moved.size === 0 ? theirs : ours;
      const now = parsePlan(merged.content).chunks.map(({ id }) => id);
      const known = new Set(idsOf(mover.model));
      expect(now.filter((id) => known.has(id))).toEqual(
        idsOf(mover.model).filter((id) => now.includes(id)),
      );
    });
  });

  test('blank lines, line endings and the end of the file stay as they are', () => {
    try_(({ base, merged }) => {
      const { gap, end, crlf, bom } = base.style;
      const ending = (text: string) => (crlf ? text.replaceAll('\n', '\r\n') : text);
      const all = [...blocks(merged.content).values()];
      const first = merged.content.indexOf(all[0] ?? '\0');
      if (all.length > 0)
        expect(merged.content.slice(first)).toBe(all.join(ending(gap)) + ending(end));
      expect(merged.content.startsWith('\uFEFF')).toBe(bom);
    });
  });

  test('the frontmatter merges by key', () => {
    try_(({ base, ours, theirs, merged, wins }) => {
      const values = (model: Model) => new Map(model.keys);
      const [was, mine, other] = [values(base), values(ours.model), values(theirs.model)];
      for (const key of ['total_hours', 'mood', 'title']) {
        const { value, both } = decide(was.get(key), mine.get(key), other.get(key), wins);
        expect(new RegExp(`^${key}: (.*?)\r?$`, 'm').exec(merged.content)?.[1]).toBe(value);
        expect(merged.conflicts.some(({ where }) => where === key)).toBe(both);
      }
    });
  });
});

test('of five chunks, however both arranged them, neighbours stand as one of them has them', () => {
  const base = ['1', '2', '3', '4', '5'];
  const all = arrangements(base);
  for (const winner of all) {
    for (const loser of all) {
      const { ids } = mergeOrder(base, winner, loser, new Set(base));
      if (ids.length !== 5) expect(ids).toHaveLength(5);
      const had = (id: string, next: string) =>
        [base, winner, loser].some((order) => order.indexOf(id) < order.indexOf(next));
      if (!ids.every((id, at) => at === 0 || had(ids[at - 1] ?? '', id))) {
        expect.fail(`${winner} and ${loser} became ${ids}`);
      }
    }
  }
});

function arrangements(ids: readonly string[]): string[][] {
  if (ids.length === 0) return [[]];
  return ids.flatMap((id) =>
    arrangements(ids.filter((other) => other !== id)).map((rest) => [id, ...rest]),
  );
}

/** A file, and what anybody might make of its lines; it may be no plan any more. */
const anyTexts = plans
  .chain((plan) => withOwnText(printPlan(plan)))
  .chain((base) => fc.tuple(fc.constant(base), scrambled(base), scrambled(base)));

function scrambled(text: string): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(40), fc.nat(40), fc.constantFrom('cut', 'move', 'double', 'change'));
  return fc.array(edit, { maxLength: 4 }).map((edits) => {
    const lines = text.split(/(?<=\n)/);
    for (const [from, to, what] of edits) {
      const at = from % (lines.length || 1);
      const line = lines[at] ?? 'x\n';
      if (what !== 'double') lines.splice(at, 1);
      if (what === 'change') lines.splice(at, 0, `${line.trimEnd()}!\n`);
      else if (what !== 'cut') lines.splice(to % (lines.length + 1), 0, line);
    }
    return lines.join('');
  });
}

describe('any files', () => {
  test('who changed nothing gets the other side, byte for byte', () => {
    fc.assert(
      fc.property(anyTexts, wins, ([base, changed], wins) => {
        expect(mergePlans(base, changed, base, wins)).toMatchObject({
          content: changed,
          conflicts: [],
        });
        expect(mergePlans(base, base, changed, wins)).toMatchObject({
          content: changed,
          conflicts: [],
        });
        expect(mergePlans(base, changed, changed, wins)).toMatchObject({
          content: changed,
          conflicts: [],
        });
        expect(mergePlans(null, changed, changed, wins)).toMatchObject({
          content: changed,
          conflicts: [],
        });
      }),
      { numRuns },
    );
  });

  test('both devices come to the same', () => {
    const swap = ({ ours, theirs, ...rest }: { ours: unknown; theirs: unknown }) => ({
      ...rest,
      ours: theirs,
      theirs: ours,
    });
    const agree = (base: string | null, ours: string, theirs: string) => {
      const here = mergePlans(base, ours, theirs, 'ours');
      const there = mergePlans(base, theirs, ours, 'theirs');
      expect(there).toEqual({ ...here, conflicts: here.conflicts.map(swap) });
    };
    fc.assert(
      fc.property(anyTexts, ([base, ours, theirs]) => {
        agree(base, ours, theirs);
        agree(null, ours, theirs);
      }),
      { numRuns },
    );
    try_(({ base, ours, theirs }) =>
      agree(printModel(base), printModel(ours.model), printModel(theirs.model)),
    );
  });
});

test('a file that is no plan keeps the lines that each of them changed', () => {
  const authors = fc.array(fc.constantFrom('nobody', 'Ada', 'Bob'), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(authors, wins, (lines, wins) => {
      const by = (...names: string[]) =>
        lines.map((name, at) => `${names.includes(name) ? name : 'nobody'} ${at}\n`).join('\n');
      expect(mergePlans(by(), by('Ada'), by('Bob'), wins)).toEqual({
        content: by('Ada', 'Bob'),
        conflicts: [],
        by: 'lines',
      });
    }),
    { numRuns },
  );
});

/** As `plan new` prints it. */
const printed = (count: number) =>
  printPlan({
    ...{ id: 'french', title: 'French', createdAt: 0, updatedAt: null, totalHours: 10 },
    ...{ status: 'in-progress', tags: ['language'] },
    chunks: Array.from({ length: count }, (_, at) => ({
      ...{
        id: `chunk-${String(at + 1).padStart(3, '0')}`,
        number: at + 1,
        title: `Part ${at + 1}`,
      },
      ...{ minutes: 60, status: 'not-started', objectives: ['Learn', 'Repeat'], resources: [] },
      ...{ deliverable: null, line: 0 },
    })),
  });

/** Of `printed`, with the rule and the blank line below. */
const blockOf = (text: string, number: number) =>
  text.split(/(?=^## )/m).find((block) => block.startsWith(`## Chunk ${number}:`)) ?? '';

const moveToEnd = (text: string, number: number) => {
  const block = blockOf(text, number);
  return `${text.replace(block, '').trimEnd()}\n\n${block.trimEnd()}\n`;
};

describe('examples', () => {
  const base = printed(4);
  const complete = (text: string, id: string) => setChunkStatus(text, id, 'completed');

  test('a chunk that one moved to the end and the other completed is completed at the end', () => {
    const moved = moveToEnd(base, 2);
    expect(parsePlan(moved).chunks.map(({ number }) => number)).toEqual([1, 3, 4, 2]);
    const merged = mergePlans(base, moved, complete(base, 'chunk-002'));
    expect(merged).toEqual({
      content: complete(moved, 'chunk-002'),
      conflicts: [],
      by: 'structure',
    });
  });

  test('a chunk that one deleted and the other edited stays, and is named', () => {
    const deleted = base.replace(blockOf(base, 2), '');
    const ticked = complete(base, 'chunk-002');
    for (const wins of ['ours', 'theirs'] as const) {
      const { content, conflicts } = mergePlans(base, deleted, ticked, wins);
      expect(content).toBe(ticked);
      expect(conflicts).toMatchObject([{ where: 'chunk 2', ours: null }]);
      expect(conflicts[0]?.theirs).toContain('completed');
    }
    expect(mergePlans(base, deleted, complete(base, 'chunk-003')).content).toBe(
      complete(deleted, 'chunk-003'),
    );
  });

  test('chunks that were numbered anew keep a title that the other gave one of them', () => {
    const inserted = base.replace(
      /## Chunk [2-4]/g,
      (text) => `## Chunk ${Number(text.at(-1)) + 1}`,
    );
    const retitled = base.replace('Part 3', 'Verbs');
    expect(mergePlans(base, inserted, retitled)).toMatchObject({
      content: inserted.replace('Part 3', 'Verbs'),
      conflicts: [],
    });
  });

  test('what both add to one list is there, the winner’s first', () => {
    const add = (item: string) => base.replace('- Repeat\n', `- Repeat\n- ${item}\n`);
    const both = base.replace('- Repeat\n', '- Repeat\n- Bob\n- Ada\n');
    expect(mergePlans(base, add('Ada'), add('Bob'), 'theirs')).toMatchObject({
      content: both,
      conflicts: [],
    });
  });

  test('two texts that are added at one place are not mixed, where lines of them are alike', () => {
    const add = (who: string) =>
      base.replace(/---\n\n## Chunk 2/, `---\n### ${who}\n- Learn\n- ${who}\n\n## Chunk 2`);
    const text = '### Ada\n- Learn\n- Ada\n### Bob\n- Learn\n- Bob\n';
    expect(mergePlans(base, add('Ada'), add('Bob')).content).toContain(text);
  });

  test('one line of a list that both wrote anew is the winner’s, and is named', () => {
    const write = (item: string) => base.replace('- Repeat\n', `- ${item}\n`);
    expect(mergePlans(base, write('Ada'), write('Bob'))).toMatchObject({
      content: write('Ada'),
      conflicts: [
        { where: 'chunk 1, objectives', base: '- Repeat', ours: '- Ada', theirs: '- Bob' },
      ],
    });
  });

  test('a chunk that both moved stands where the winner has it, and is named', () => {
    const ours = moveToEnd(base, 1);
    const theirs = moveToEnd(moveToEnd(base, 1), 4);
    expect(mergePlans(base, ours, theirs).conflicts).toEqual([
      {
        where: 'chunk 1, place',
        ...{ base: 'first', ours: 'after chunk 4', theirs: 'after chunk 3' },
      },
    ]);
  });

  test('a section that one gave another heading keeps the line that the other added', () => {
    const sectioned = base.replace('## Chunk 3', '## Half-way\n\nRest.\n\n## Chunk 3');
    const retitled = sectioned.replace('Half-way', 'Pause');
    const longer = sectioned.replace('Rest.\n', 'Rest.\nEat.\n');
    expect(mergePlans(sectioned, retitled, longer)).toMatchObject({
      content: retitled.replace('Rest.\n', 'Rest.\nEat.\n'),
      conflicts: [],
    });
  });

  test('an editor that wrote all line endings anew changed no line', () => {
    const rewritten = base.replaceAll('\n', '\r\n');
    const ticked = complete(base, 'chunk-002');
    expect(mergePlans(base, rewritten, ticked)).toMatchObject({
      content: ticked.replaceAll('\n', '\r\n'),
      conflicts: [],
    });
  });

  test('without a known past, chunks of both are kept, and fields that differ are named', () => {
    const ours = complete(printed(3), 'chunk-001');
    const theirs = printed(4).replace('total_hours: 10', 'total_hours: 12');
    expect(mergePlans(null, ours, theirs)).toEqual({
      content: complete(printed(4), 'chunk-001'),
      conflicts: [
        { where: 'total_hours', base: null, ours: '10', theirs: '12' },
        { where: 'chunk 1, status', base: null, ours: 'completed', theirs: 'not-started' },
      ],
      by: 'structure',
    });
  });

  test('two chunks that were given one id are not mixed: the winner’s stands, the other is named', () => {
    const added = (title: string) =>
      `${base}\n## Chunk 5: ${title} {#chunk-005}\n**Status**: not-started\n\n- ${title}\n`;
    const { content, conflicts } = mergePlans(base, added('Nouns'), added('Verbs'));
    expect(content).toBe(added('Nouns'));
    expect(conflicts).toMatchObject([{ where: 'chunk 5', base: null }]);
    expect(conflicts[0]?.theirs).toContain('- Verbs');
  });

  test.each([
    ['has two chunks of one id', (text: string) => text.replace('{#chunk-002}', '{#chunk-001}')],
    ['has a chunk without an id', (text: string) => text.replace(' {#chunk-002}', '')],
    ['cannot be read', (text: string) => text.replace('---\n', '')],
  ])('a plan that %s merges by line', (_, spoil) => {
    const was = spoil(base);
    const ours = was.replace('# French', '# My French');
    const theirs = `${was}\nMine.\n`;
    expect(mergePlans(was, ours, theirs)).toEqual({
      content: `${ours}\nMine.\n`,
      conflicts: [],
      by: 'lines',
    });
    const other = was.replace('# French', '# Our French');
    expect(mergePlans(was, ours, other)).toEqual({
      content: ours,
      conflicts: [
        { where: 'lines', base: '# French\n', ours: '# My French\n', theirs: '# Our French\n' },
      ],
      by: 'lines',
    });
  });
});
