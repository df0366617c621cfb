/** Whatever a learner or a stranger stores is read in steps that grow with its length, and not with its square. */
import { expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { run } from '../../scripts/lib/process.ts';
import type { Growth } from '../support/growth/measure.ts';

/** For a text eight times as long. Work that grows with the square would be 64 times as much. */
const MOST_GROWTH = 12;

/** Texts of a kind by chance, for each parser; `GROWTH_RUNS` makes them more. */
const RUNS = process.env['GROWTH_RUNS'] ?? '20';

test('no parser of src/lib does more work than a text is long', async () => {
  const script = inRoot('tests/support/growth/measure.ts');
  const flags = ['--no-opt', '--no-maglev', '--no-sparkplug'];
  const { stdout } = await run(process.execPath, [...flags, script, RUNS]);
  const found: Growth[] = JSON.parse(stdout);
  const steep = found.filter(({ growth }) => growth > MOST_GROWTH);
  expect(steep.map(({ parser }) => parser)).toContain('square');
  expect(steep.filter(({ parser }) => parser !== 'square')).toEqual([]);
}, 600_000);
