/** Learners whose plans have chunks, and whose sessions have notes. */
import type { CardData, PlanData, SessionData } from '../../../src/lib/wire/records.ts';
import { type Records, steadyLearner, strangeLearner } from './learners.ts';

const topics = [
  'The first steps',
  'Ownership and borrowing',
  'Structs, enums and what to match on',
  'Errors, and who is to handle them',
  'Generics and traits',
  'Lifetimes',
  'Tests',
];

const details = `**Objectives**:
- Say in *one sentence* who owns a value
- Read \`&mut\` aloud without fear

**Resources**:
- [The Book, chapter 4](https://doc.rust-lang.org/book/ch04-00-understanding-ownership.html)
- https://rust-unofficial.github.io/too-many-lists/
- <b>No markup</b> and [no trick](javascript:alert(1))

**Deliverable**: A linked list that **compiles**
`;

/** A plan's file with as many chunks as its data says. */
function file(id: string, data: PlanData, titles = topics): string {
  const chunks = Array.from({ length: data.chunks_total }, (_, at) => {
    const done = at < data.chunks_completed;
    const status = done
      ? 'completed'
      : at === data.chunks_completed
        ? 'in-progress'
        : 'not-started';
    const title = titles[at % titles.length];
    return `## Chunk ${at + 1}: ${title} {#chunk-${at + 1}}\n**Duration**: 90 min\n**Status**: ${status}\n${details}`;
  });
  const front = `---\nid: ${id}\ntitle: ${JSON.stringify(data.title)}\n---\n`;
  return `${front}\n${chunks.join('\n---\n\n')}`;
}

function withFiles({ plans = {}, ...rest }: Records, titles?: string[]): Records {
  const entries = Object.entries(plans).map(([id, plan]): [string, PlanData] => [
    id,
    { ...plan, content: file(id, plan, titles) },
  ]);
  return { ...rest, plans: Object.fromEntries(entries) };
}

const notes = [
  'The borrow checker and I agree now. `Rc<RefCell<T>>` is for *another* day.',
  null,
  'Half the exercises.\n\nStill open:\n- why does this move?\n- read [this](https://doc.rust-lang.org)\n- ask **Ada**',
  null,
  null,
];

const questions = [
  {
    question: 'What may hold a `&mut`, and how many of them?',
    answer: 'One, and nobody else meanwhile.',
    tags: ['ownership'],
  },
  { question: 'la boulangerie', answer: 'the bakery', tags: ['market', 'nouns'] },
  { question: 'How is a trill on G begun?', answer: 'From **A**, the note above.', tags: [] },
];

/** Fourteen months of mornings with notes; plans with all their chunks, one of them archived. */
export function steadyReader(): Records {
  const { sessions = {}, plans = {}, cards = {}, ...rest } = steadyLearner();
  const written = Object.entries(sessions).map(([id, session], at): [string, SessionData] => [
    id,
    {
      ...session,
      notes: notes[at % notes.length] ?? null,
      artifacts: at % 4 === 2 ? ['https://github.com/ada/lists', 'src/list.rs'] : [],
    },
  ]);
  const asked = Object.entries(cards).map(([id, card], at): [string, CardData] => [
    id,
    { ...card, ...questions[at % questions.length]! },
  ]);
  const all = {
    ...plans,
    latin: { ...plans['sql']!, title: 'Latin, some day', status: 'archived' },
  };
  return withFiles({
    ...rest,
    cards: Object.fromEntries(asked),
    plans: all as typeof plans,
    sessions: Object.fromEntries(written),
  });
}

/** Long and foreign titles, 300 chunks, notes of many kinds, and a plan whose text cannot be read. */
export function strangeReader(): Records {
  const { plans = {}, sessions = {}, ...rest } = strangeLearner();
  const long = 'On the Many and Various Ways of Naming Things at Considerable Length '
    .repeat(4)
    .trim();
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  const titles = [long, 'ללמוד עברית: מהאלף־בית', word.repeat(2), '<script>alert(1)</script> 🧠'];
  const records = withFiles({ ...rest, plans }, titles);
  const hebrew = sessions['hebrew']!;
  return {
    ...records,
    plans: {
      ...records.plans,
      unreadable: { ...plans['word']!, title: 'Unreadable', content: 'x' },
    },
    sessions: {
      ...sessions,
      hebrew: {
        ...hebrew,
        notes: 'היום למדתי הרבה',
        artifacts: [word.repeat(3), 'https://example.org/'],
      },
      essay: { ...hebrew, started_at: hebrew.started_at - 1, notes: `${long}\n\n`.repeat(20) },
    },
    cards: {
      rtl: { ...cardOf('hebrew'), question: 'מה זה חתול?', answer: 'cat' },
      long: {
        ...cardOf('gone'),
        question: `${long} ${word.repeat(3)}`,
        answer: '<img src=x onerror=alert(1)>',
      },
    },
  };
}

function cardOf(planId: string) {
  return {
    plan_id: planId,
    chunk_id: null,
    tags: ['עברית', 'a-tag'],
    created_at: 0,
    ease_factor: 2.5,
    interval_days: 1,
    repetitions: 0,
    next_review: '2026-01-01',
    last_review: null,
  };
}
