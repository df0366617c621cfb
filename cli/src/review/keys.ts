/** What a terminal sends for the keys of the quiz. */

export type Key = 'show' | '1' | '2' | '3' | '4' | 'up' | 'down' | 'leave';

const ESC = '\u001b';
const keys: Readonly<Record<string, Key>> = {
  ' ': 'show',
  '\r': 'show',
  '\n': 'show',
  '1': '1',
  '2': '2',
  '3': '3',
  '4': '4',
  k: 'up',
  j: 'down',
  [`${ESC}[A`]: 'up',
  [`${ESC}[B`]: 'down',
  [`${ESC}OA`]: 'up',
  [`${ESC}OB`]: 'down',
  q: 'leave',
  Q: 'leave',
  [ESC]: 'leave',
  // Control-C and Control-D: in raw mode they are characters.
  '\u0003': 'leave',
  '\u0004': 'leave',
};

/** A key's sequence, or one character. */
const sequence = new RegExp(`${ESC}\\[[\\d;?]*[ -/]*[@-~]|${ESC}O.|.`, 'gsu');

/** The keys in what was read at once; all that mean nothing here are left out. */
export function keysIn(text: string): Key[] {
  return [...text.matchAll(sequence)].flatMap(([typed]) => keys[typed] ?? []);
}
