import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCardsAnki, printCardsAnki } from '../../src/lib/cards/anki.ts';
import { type CardText, plainCard, tidyText } from '../../src/lib/cards/card.ts';
import { parseCardsCsv, printCardsCsv } from '../../src/lib/cards/csv.ts';
import { type Deck, isRecordId } from '../../src/lib/cards/deck.ts';
import { parseCardsMarkdown } from '../../src/lib/cards/parse-markdown.ts';
import { printCardsMarkdown } from '../../src/lib/cards/print-markdown.ts';
import { parseSeparated, printSeparated } from '../../src/lib/cards/separated.ts';
import { printTags, readTags } from '../../src/lib/cards/tags.ts';
import { addDays } from '../../src/lib/time/days.ts';

/** The cards of a deck that was read whole. */
function cardsOf({ cards, left }: Deck): CardText[] {
  expect(left).toEqual([]);
  return cards.map(({ card }) => card);
}

/** What is left out of a deck, as it is shown. */
const leftOf = ({ left }: Deck) => left.map(({ line, text }) => `line ${line}: ${text}`);
const notesOf = ({ noted }: Deck) => noted.map(({ line, text }) => `line ${line}: ${text}`);

/** Texts that try to be taken for something else. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        ...['**A**: no', '**Q:** x', '  **Tags**: a', '\\**A**: b', '\\\\---', '---', '## Card 2'],
        ...[
          '## Card',
          '"',
          '""',
          'a\tb',
          'a,b',
          '#x',
          '',
          '  ',
          '\\',
          '\r',
          '**Note**: own',
          '{#x}',
        ],
        ...[
          '\uFEFF',
          '\u2028',
          '# Title',
          '```',
          '~~~',
          '```js',
          '<!--',
          '-->',
          '\\```',
          'Q: x',
          'a::b',
        ],
        ...['?', '==x==', '{{c1::x}}', '<br>', '&nbsp;', '\\<!-- x'],
      ),
    )
    .map((lines) => lines.join('\n')),
);
const tidy = anyText.map(tidyText);
const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('1990-01-01', count));
const schedule = fc.record({
  ease_factor: fc.double({ min: 0, max: 100, noNaN: true }).map(Math.abs),
  interval_days: fc.nat(1_000_000),
  repetitions: fc.nat(1_000_000),
  next_review: day,
  last_review: fc.option(day),
});
const name = fc.stringMatching(/^[\w{}#-]([\w {}#-]{0,20}[\w{}#-])?$/);
const id = fc.option(fc.oneof(name, fc.uuid()));

/** A card of another's file needs an answer; one of Samedi's own comes back as it went. */
const isWhole = ({ id, question, answer }: CardText) =>
  tidyText(question) !== '' && (tidyText(answer) !== '' || isRecordId(id));

const cardsWith = (text: fc.Arbitrary<string>): fc.Arbitrary<CardText[]> =>
  fc.uniqueArray(
    fc
      .record({
        id,
        question: text,
        answer: text,
        tags: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }),
        source: fc.option(name),
        createdAt: fc.option(fc.integer({ min: -2e12, max: 2.5e14 })),
        schedule: fc.option(schedule),
      })
      .filter(isWhole),
    { maxLength: 4, selector: (card) => card.id ?? Symbol('none') },
  );

describe('what is printed is read back', () => {
  test('markdown', () => {
    fc.assert(
      fc.property(cardsWith(tidy), name, (cards, title) => {
        expect(cardsOf(parseCardsMarkdown(printCardsMarkdown(cards, title)))).toEqual(cards);
      }),
      { numRuns: 500 },
    );
  });

  test('markdown with the line ends of Windows', () => {
    fc.assert(
      fc.property(cardsWith(tidy), (cards) => {
        const text = printCardsMarkdown(cards, 'T').replaceAll('\n', '\r\n');
        expect(cardsOf(parseCardsMarkdown(text))).toEqual(cards);
      }),
    );
  });

  test('CSV, texts to the last blank', () => {
    fc.assert(
      fc.property(cardsWith(anyText), (all) => {
        expect(cardsOf(parseCardsCsv(printCardsCsv(all)))).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });

  test('CSV in which no cell is one that spreadsheets run, and every text as it was', () => {
    const begun = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'=", "''-", "'"), anyText)
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(cardsWith(begun), (all) => {
        const text = printCardsCsv(all);
        const { rows } = parseSeparated(text.replace('\uFEFF', ''), ',');
        for (const { cells } of rows)
          for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(cardsOf(parseCardsCsv(text))).toEqual(all);
      }),
    );
    const [other] = cardsOf(parseCardsCsv("question,answer\n'=1,'-ed\n"));
    expect(other).toMatchObject({ question: "'=1", answer: "'-ed" });
  });

  test("Anki's text, tags kept", () => {
    const tag = fc.stringMatching(/^[^\s\p{C}]{1,10}$/u);
    const card = fc
      .record({ id, question: anyText, answer: anyText, tags: fc.array(tag) })
      .map(plainCard)
      .filter(isWhole);
    const deck = fc.uniqueArray(card, { selector: (one) => one.id ?? Symbol('none') });
    fc.assert(
      fc.property(deck, (cards) => {
        expect(cardsOf(parseCardsAnki(printCardsAnki(cards)))).toEqual(cards);
      }),
      { numRuns: 500 },
    );
  });

  test('cells', () => {
    const rows = fc.array(fc.array(anyText, { minLength: 2, maxLength: 3 }));
    fc.assert(
      fc.property(rows, fc.constantFrom(',', '\t', ';'), (all, separator) => {
        const printed = printSeparated(all, separator, '\n');
        const filled = all.filter((row) => row.some((cell) => cell !== ''));
        const read = parseSeparated(printed, separator, { comments: true });
        expect(read.rows.map((row) => row.cells)).toEqual(filled);
      }),
      { numRuns: 500 },
    );
  });

  test('tags', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, fc.string())), (tags) => {
        expect(readTags(printTags(tags))).toEqual(tags);
      }),
    );
  });
});

describe('markdown by hand', () => {
  test('takes any order, blank lines, rules, text of its own, and texts over lines', () => {
    const text = `# My cards

Some words.

## Card 1 {#card-001}
**Tags**: a, b ,
**Q:**
What does this print?

\`\`\`js
console.log(1)
\`\`\`
**A**: 1

**Next Review**: 2024-02-01 00:00:00+00:00
**Interval**: 6 days
---

## Card 2
**Q**: two
**A**:
---
above is a rule
`;
    const deck = parseCardsMarkdown(text);
    expect(notesOf(deck)).toEqual(["line 3: is no card's and stays in the file."]);
    expect(cardsOf(deck)).toEqual([
      plainCard({
        id: 'card-001',
        question: 'What does this print?\n\n```js\nconsole.log(1)\n```',
        answer: '1',
        tags: ['a', 'b'],
        schedule: {
          ease_factor: 2.5,
          interval_days: 6,
          repetitions: 0,
          next_review: '2024-02-01',
          last_review: null,
        },
      }),
      plainCard({ question: 'two', answer: '---\nabove is a rule' }),
    ]);
  });

  test.each([
    ['## Card one\n', 'line 1: "## Card one" is not a card\'s heading.'],
    ['## Card 1\n**Q**: a\n', 'line 1: the card has no answer.'],
    ['## Card 1\n**A**: a\n', 'line 1: the card has no question.'],
    ['## Card 1\n**Q**: a\n**A**: b\n**Q**: c', 'line 4: a second "q" in one card.'],
    ['## Card 1\nhm\n**Q**: a\n**A**: b', 'line 2: "hm" belongs to no field.'],
    [
      '## Card 1 {#x}\n**Q**: a\n**A**: b\n## Card 2 {#x}\n**Q**: c\n**A**: d',
      'line 4: the id x is taken by line 1.',
    ],
    ['## Card 1\n**Q**: a\n**A**: b\n**Created**: soon', 'line 4: "soon" is not a time.'],
    ['## Card 1\n**Q**: a\n**A**: b\n**Next Review**: soon', 'line 4: "soon" is not a date.'],
    ['## Card 1\n**Q**: a\n**A**: b\n**Ease**: 2', 'line 1: a schedule without its next review.'],
  ])('%j is left out', (text, message) => {
    expect(leftOf(parseCardsMarkdown(text))[0]).toContain(message);
  });
});

describe("Anki's own exports", () => {
  test('with note type, deck, and HTML', () => {
    const text =
      '#separator:tab\n#html:true\n#notetype column:1\n#deck column:2\n#tags column:5\n' +
      'Basic\tFrench\tBonjour &amp; <b>salut</b>\t"<div>Hello</div>a ""b""<br>c&#39;"\tlang french::a1\n';
    expect(cardsOf(parseCardsAnki(text))).toEqual([
      plainCard({
        question: 'Bonjour & salut',
        answer: 'Hello\na "b"\nc\'',
        tags: ['lang', 'french::a1'],
      }),
    ]);
  });

  test('names that every object has stand for nothing', () => {
    expect(cardsOf(parseCardsAnki('#html:true\nun &constructor;\tone\n'))).toEqual([
      plainCard({ question: 'un &constructor;', answer: 'one' }),
    ]);
    expect(cardsOf(parseCardsAnki('#separator:constructor\nuncone\n'))).toEqual([
      plainCard({ question: 'un', answer: 'one' }),
    ]);
  });

  test('without a head: two columns and no tags', () => {
    expect(cardsOf(parseCardsAnki('un\tone\r\ndeux\ttwo\n'))).toEqual([
      plainCard({ question: 'un', answer: 'one' }),
      plainCard({ question: 'deux', answer: 'two' }),
    ]);
  });

  test('another separator, tags for all, more fields', () => {
    expect(cardsOf(parseCardsAnki('#separator:Semicolon\n#tags:x y\nun;one;note\n'))).toEqual([
      plainCard({ question: 'un', answer: 'one\n\nnote', tags: ['x', 'y'] }),
    ]);
  });

  test('a row without an answer is refused with its line', () => {
    expect(leftOf(parseCardsAnki('#html:false\nun\t"one\nmore"\nalone\n'))).toEqual([
      'line 4: there is no answer.',
    ]);
  });
});

describe('CSV by hand', () => {
  test('takes other names and other columns', () => {
    const deck = parseCardsCsv('\uFEFFFront,Level,Back,Empty\nun,1,one\n');
    expect(deck.cards).toEqual([{ line: 2, card: plainCard({ question: 'un', answer: 'one' }) }]);
    expect(leftOf(deck)).toEqual(['line 1: the column "Level" is none of a card\'s.']);
  });

  test.each([['un,one\n', 'line 1: the first row does not name the columns']])(
    '%j is refused',
    (text, message) => {
      expect(() => parseCardsCsv(text)).toThrow(message);
    },
  );

  test.each([
    ['question,answer\n"a\nb",c\n"d,e\n', 'line 4: a quote is not closed.'],
    ['question,answer,ease\na,b,much\n', 'line 2: a schedule without its next review.'],
  ])('%j is left out', (text, message) => {
    expect(leftOf(parseCardsCsv(text)).join()).toContain(message);
  });
});
