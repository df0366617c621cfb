/** Chords and their notes, worked out from the intervals. */
const letters = 'CDEFGAB';
const naturals = [0, 2, 4, 5, 7, 9, 11];
const roots = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];

/** Name, and its notes as [letters up, semitones up] from the root. */
const qualities: [name: string, notes: [steps: number, semitones: number][]][] = [
  [
    'major',
    [
      [0, 0],
      [2, 4],
      [4, 7],
    ],
  ],
  [
    'minor',
    [
      [0, 0],
      [2, 3],
      [4, 7],
    ],
  ],
  [
    'dominant seventh',
    [
      [0, 0],
      [2, 4],
      [4, 7],
      [6, 10],
    ],
  ],
  [
    'major seventh',
    [
      [0, 0],
      [2, 4],
      [4, 7],
      [6, 11],
    ],
  ],
  [
    'minor seventh',
    [
      [0, 0],
      [2, 3],
      [4, 7],
      [6, 10],
    ],
  ],
  [
    'suspended fourth',
    [
      [0, 0],
      [3, 5],
      [4, 7],
    ],
  ],
  [
    'diminished',
    [
      [0, 0],
      [2, 3],
      [4, 6],
    ],
  ],
];

/** Question | answer, as in the other tables. */
export const chordFacts = qualities
  .flatMap(([name, notes]) =>
    roots.map((root) => {
      const answer = notes.map(([steps, semitones]) => noteAbove(root, steps, semitones)).join(' ');
      return `Which notes are in ${root} ${name}? | ${answer}`;
    }),
  )
  .join('\n');

/**
 * The note that lies this many letters and semitones above `root`, spelled by its letter: F♯ up a third is A♯, not B♭.
 */
function noteAbove(root: string, steps: number, semitones: number): string {
  const from = letters.indexOf(root.charAt(0));
  const to = (from + steps) % 7;
  const pitch = (naturals[from] ?? 0) + accidental(root) + semitones;
  const bend = ((pitch - (naturals[to] ?? 0) + 18) % 12) - 6;
  return letters.charAt(to) + (bend < 0 ? '♭'.repeat(-bend) : '♯'.repeat(bend));
}

function accidental(note: string): number {
  return note.endsWith('♯') ? 1 : note.endsWith('♭') ? -1 : 0;
}
