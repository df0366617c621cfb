/** Decks as other programs write them: what comes in is counted, and what is left out or guessed is said. */
import { describe, expect, test } from 'vitest';
import { parseCardsAnki } from '../../src/lib/cards/anki.ts';
import { parseCardsCsv } from '../../src/lib/cards/csv.ts';
import type { Deck } from '../../src/lib/cards/deck.ts';
import { htmlText } from '../../src/lib/cards/html-text.ts';
import { parseCardsMarkdown } from '../../src/lib/cards/parse-markdown.ts';

/** `question / answer` of each card, and what was said of the rest by its line. */
function read({ cards, left, noted }: Deck) {
  return {
    cards: cards.map(({ card }) => `${card.question} / ${card.answer}`),
    left: left.map(({ line }) => line),
    noted: noted.map(({ line }) => line),
  };
}

const tagsOf = ({ cards }: Deck) => cards.map(({ card }) => card.tags);

describe('HTML', () => {
  test.each([
    ['E = mc<sup>2</sup>, H<sub>2</sub>O', 'E = mc², H₂O'],
    ['x<sup>n+k</sup> y<sub>max</sub> 2<sup>A</sup>', 'x^(n+k) yₘₐₓ 2^A'],
    ['&alpha; &ne; &Beta; &rarr; &#x263a; &eacute;&nbsp;&copy;', 'α ≠ Β → ☺ é ©'],
    ['<table><tr><th>a<th>b</tr> <tr><td>1</td><td>2</td></tr></table>', 'a | b\n1 | 2'],
    ['see<ul><li>one<li>two<ol><li>deep</ol></ul>after', 'see\n- one\n- two\n   1. deep\nafter'],
    ['<pre>  if x:\n    y</pre>', 'if x:\n    y'],
    ['a<p>b</p><p>c</p><h3>d</h3>e', 'a\nb\nc\nd\ne'],
    ['a<script>alert("<b>")</script><STYLE>b{}</STYLE><!-- <p> -->c', 'ac'],
    ['<a href="https://a.b/?x=1&amp;y=2">here</a>', 'here (https://a.b/?x=1&y=2)'],
    ['<img src="cat.jpg"> [sound:a.mp3]', '[cat.jpg] [sound:a.mp3]'],
    ['not <s>this</s>', 'not ~~this~~'],
    ['<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>', '漢(かん)'],
    ['1 < 2 and <- b, a<b', '1 < 2 and <- b, a<b'],
    ['<!-- never closed <b>x</b>', '<!-- never closed x'],
    ['a <b> b </b> c\n d', 'a b c d'],
    ['İ<br>İ<style>x</style>y', 'İ\nİy'],
  ])('%j', (html, text) => {
    expect(htmlText(html)).toBe(text);
  });
});

describe("Anki's texts", () => {
  test('a card for each number of blanks, and the note below each answer', () => {
    const text =
      '#separator:tab\n#html:false\n#notetype column:1\n#guid column:2\n' +
      'Lückentext\tg1\t{{c2::Oslo::city}} is in {{c1::Norway}}, {{c1::Europe}}\tmap\n' +
      'Lückentext\tg2\t{{c1::a {{c2::b}} c}}\t\n';
    const deck = parseCardsAnki(text);
    expect(read(deck)).toEqual({
      cards: [
        'Oslo is in […], […] / Norway, Europe\n\nmap',
        '[city] is in Norway, Europe / Oslo\n\nmap',
        '[…] / a b c',
      ],
      left: [],
      noted: [],
    });
    expect(deck.cards.map(({ card }) => card.id)).toEqual(['g1/c1', 'g1/c2', 'g2/c1']);
  });

  test('a type with a reversed card makes two; a note without an answer or a blank is left out', () => {
    const text =
      '#notetype column:1\n#deck column:2\nBasic (and reversed card)\tD\tun\tone\n' +
      'Basic\tD\tdeux\t\nCloze\tD\tnone\t\nBasic\tD\t{{c1::x}}\ty\n';
    expect(read(parseCardsAnki(text))).toEqual({
      cards: ['un / one', 'one / un', '{{c1::x}} / y'],
      left: [4, 5],
      noted: [1],
    });
  });

  test.each([
    ['un|one\ndeux|two\n', ['un / one', 'deux / two'], [1]],
    ['un;one, or 1\ndeux;two\n', ['un / one, or 1', 'deux / two'], [1]],
    ['un: 1\tone; a\n', ['un: 1 / one; a'], []],
    ['Front\tBack\nun\tone\n', ['un / one'], [1]],
    ['un<br>1\tone &amp; a\n', ['un\n1 / one & a'], [1]],
    ['#html:false\nun<br>\t&amp;\n', ['un<br> / &amp;'], []],
    ['# by me\n#separator:Pipe\nun|one\n', ['un / one'], []],
    ['"say" it\tone\n', ['"say" it / one'], []],
    ['"two\nlines"\t"a ""b"""\n', ['two\nlines / a "b"'], []],
  ])('%j without a head', (text, cards, noted) => {
    expect(read(parseCardsAnki(text))).toEqual({ cards, left: [], noted });
  });

  test('a line of # that could be a card is left out, and any other is said', () => {
    const text = 'un\tone\n#include\ta header\n# so far\ndeux\ttwo\n';
    expect(read(parseCardsAnki(text))).toMatchObject({ left: [2], noted: [3] });
  });

  test('columns can be said', () => {
    const deck = parseCardsAnki('un\tone\ta b\tx\n', {
      columns: ['question', 'answer', 'tags', null],
    });
    expect(read(deck)).toEqual({ cards: ['un / one'], left: [], noted: [] });
    expect(tagsOf(deck)).toEqual([['a', 'b']]);
  });
});

describe('CSV', () => {
  test.each([
    ['Question;Answer\r\nété;summer, hot\r\n', ['été / summer, hot']],
    ['sep=;\r\nquestion;answer\r\na;b\r\n', ['a / b']],
    ['\uFEFF"sep=|"\nFrage|Antwort\na|b\n', ['a / b']],
    ['recto\tverso\na\tb\n', ['a / b']],
    ['question,answer,tags\na,b\n', ['a / b']],
    ['question,answer\na,b,,\n', ['a / b']],
  ])('%j is read', (text, cards) => {
    expect(read(parseCardsCsv(text))).toEqual({ cards, left: [], noted: [] });
  });

  test('rows of another width, and without a side, are left out by their lines', () => {
    const text = 'id,question,answer\n1,a,b, c\n1,d,e\n,f,\n,,g\n1,h,i\n';
    expect(read(parseCardsCsv(text))).toEqual({ cards: ['d / e'], left: [2, 4, 5, 6], noted: [] });
  });

  test('columns can be said, where the first row does not name them', () => {
    const columns = ['question', null, 'answer'] as const;
    expect(read(parseCardsCsv('un,x,one\ndeux,y,two\n', { columns }))).toEqual({
      cards: ['un / one', 'deux / two'],
      left: [],
      noted: [],
    });
  });

  test('two columns of one name are refused', () => {
    expect(() => parseCardsCsv('front,question,answer\na,b,c\n')).toThrow('line 1: two columns');
  });
});

describe("hashcards' form", () => {
  test('questions, answers and blanks over lines, up to the next card or a rule', () => {
    const text = `---
name = "Deck"
---
Some words.

Q: List two.
A:

- one

- two

Q: Code?
A: \`\`\`
Q: not this
\`\`\`
---

C: The [order] of a group, \\[not this\\], ![p](x.png), is
its [size].
`;
    expect(read(parseCardsMarkdown(text))).toEqual({
      cards: [
        'List two. / - one\n\n- two',
        'Code? / ```\nQ: not this\n```',
        'The […] of a group, [not this], ![p](x.png), is\nits size. / order',
        'The order of a group, [not this], ![p](x.png), is\nits […]. / size',
      ],
      left: [],
      noted: [2],
    });
  });

  test('what lacks a side is left out', () => {
    const text = 'Q: a\nQ: b\nA: c\nA: d\nC: none\n';
    expect(read(parseCardsMarkdown(text))).toMatchObject({ cards: ['b / c'], left: [1, 4, 5] });
  });
});

describe("Obsidian's form", () => {
  test('one line, both directions, several lines, and blanks', () => {
    const text = `---
tags: x
---
#flashcards/french #a1

# Words

- le chat::the cat
le chien ::: the dog
\`a::b\` is code

What is
this?
?
Two lines

\`\`\`js
a::b
\`\`\`

front
??
back
with a fence
\`\`\`

c
\`\`\`
<!--SR:!2024-01-15,4,270-->

The ==capital== of ==France==, if a == b.

{{c1::Lima}} is in {{c2::Peru::country}}
`;
    const deck = parseCardsMarkdown(text);
    expect(read(deck)).toEqual({
      cards: [
        'le chat / the cat',
        'le chien / the dog',
        'the dog / le chien',
        'What is\nthis? / Two lines',
        'front / back\nwith a fence\n```\n\nc\n```',
        'back\nwith a fence\n```\n\nc\n``` / front',
        'The […] of France, if a == b. / capital',
        'The capital of […], if a == b. / France',
        '[…] is in Peru / Lima',
        'Lima is in [country] / Peru',
      ],
      left: [],
      noted: [10, 29],
    });
    expect(tagsOf(deck)[0]).toEqual(['french', 'a1']);
  });

  test('a card without a side is left out', () => {
    expect(read(parseCardsMarkdown('a::\n\n::b\n\nc\n?\n\nd::e\n'))).toEqual({
      cards: ['d / e'],
      left: [1, 3, 5],
      noted: [],
    });
  });
});

describe("Samedi's form", () => {
  test('a fence is text, also behind a field; one that is never closed is none', () => {
    const text =
      '\uFEFF## Card 1\n**Q**: ```\n## Card 9\n```\n**A**:\n~~~\n**Q**: x\n~~~\n' +
      '## Card 2\n**Q**: ```\n**A**: b\n';
    expect(read(parseCardsMarkdown(text))).toEqual({
      cards: ['```\n## Card 9\n``` / ~~~\n**Q**: x\n~~~', '``` / b'],
      left: [],
      noted: [3],
    });
  });

  test('one faulty card is left out, and the others are read', () => {
    const text = '# Card 1\n**Q**: a\n## Card 2\n**Q**: b\n## Card 3\n**Q**: c\n**A**: d\n';
    expect(read(parseCardsMarkdown(text))).toMatchObject({ cards: ['c / d'], left: [2, 3] });
  });
});

test.each([
  ['no card at all\n', [1]],
  ['# Title\n\n- [ ] a\n', [3]],
  ['**Q**: a\n**A**: b\n', [1]],
  ['# An empty deck\n', []],
  ['', []],
])('of %j something is said, unless it is empty', (text, left) => {
  expect(read(parseCardsMarkdown(text))).toMatchObject({ cards: [], left });
});
