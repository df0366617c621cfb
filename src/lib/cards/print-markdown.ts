import { opaqueLines, splitLines } from '../text/lines.ts';
import { type CardText, tidyText } from './card.ts';
import { escapeLine, meansFirst } from './markdown-lines.ts';
import { printTags } from './tags.ts';
import { type ScheduleTexts, scheduleTexts, timeText } from './values.ts';

/**
 * Cards as markdown, ending in a newline. What `parseCardsMarkdown` reads from it are the cards again, their texts
 * tidied.
 */
export function printCardsMarkdown(cards: readonly CardText[], title: string): string {
  const parts = [`# ${title.replace(/\s+/g, ' ')}`, ...cards.map(printCard)];
  return `${parts.join('\n\n')}\n`;
}

function printCard(card: CardText, index: number): string {
  const times: ScheduleTexts = card.schedule ? scheduleTexts(card.schedule) : {};
  const fields: [name: string, value: string | null | undefined][] = [
    ['Tags', printTags(card.tags)],
    ['Source', card.source],
    ['Created', card.createdAt === null ? null : timeText(card.createdAt)],
    ['Ease', times.ease],
    ['Interval', times.interval],
    ['Repetitions', times.repetitions],
    ['Next Review', times.nextReview],
    ['Last Review', times.lastReview],
  ];
  const printed = fields.flatMap(([name, value]) => (value ? [`**${name}**: ${value}`] : []));
  return [
    `## Card ${index + 1}${card.id === null ? '' : ` {#${card.id}}`}`,
    `**Q**: ${printText(card.question)}`,
    `**A**: ${printText(card.answer)}`,
    ...(printed.length > 0 ? [printed.join('\n')] : []),
  ].join('\n\n');
}

/** The first line stands behind the field's name. What is in a closed fence is code, and stays as it is. */
function printText(text: string): string {
  const lines = splitLines(tidyText(text));
  const opaque = opaqueLines(lines, 0);
  const printed = lines.map((line, index) => {
    if (opaque.has(index)) return line.text;
    return index === 0 ? escapeLine(line.text, meansFirst) : escapeLine(line.text);
  });
  return printed.join('\n');
}
