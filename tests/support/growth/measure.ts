/**
 * Prints how much more work eight times as long a text is, for texts of many kinds and each parser. A program of its
 * own, since V8 counts only what it interprets: `node --no-opt --no-maglev --no-sparkplug measure.ts RUNS`.
 */
import fc from 'fast-check';
import { type Parser, parsers, readOrRefuse } from './parsers.ts';
import { stepsOf } from './steps.ts';

const SHORT = 500;
const TIMES_LONGER = 8;

/** `piece` again and again, and then `end` as often, which may close what was opened. */
interface Kind {
  piece: string;
  end: string;
}

export interface Growth extends Kind {
  parser: string;
  growth: number;
}

async function growthOf(parser: Parser, { piece, end }: Kind): Promise<number> {
  const steps = (length: number) => {
    // An even number: a text of one quote too many would be refused early.
    const count = 2 * Math.ceil(length / piece.length / 2);
    return stepsOf(() => readOrRefuse(parser, piece.repeat(count) + end.repeat(count)));
  };
  // What is only made once is made before it is counted.
  readOrRefuse(parser, piece);
  const before = await steps(SHORT);
  // Below this much work, what grows is hardly the reading.
  return (await steps(SHORT * TIMES_LONGER)) / Math.max(500, before);
}

function kindsOf({ pieces }: Parser, runs: number): Kind[] {
  const kind = fc.record({
    piece: fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
      .map((all) => all.join('')),
    end: fc.constantFrom('', ...pieces),
  });
  const alone = pieces.map((piece) => ({ piece, end: '' }));
  return [...alone, ...fc.sample(kind, { seed: 14, numRuns: runs })];
}

/** Looks at each character again from each other one: work that must be seen to grow. */
const square: Parser = {
  read: (text) => [...text].map((_, at) => [...text].filter((__, other) => other < at).length),
  pieces: ['a'],
};

const found: Growth[] = [];
for (const [name, parser] of Object.entries({ ...parsers, square })) {
  for (const kind of kindsOf(parser, Number(process.argv[2]))) {
    found.push({ parser: name, ...kind, growth: await growthOf(parser, kind) });
  }
}
process.stdout.write(JSON.stringify(found));
