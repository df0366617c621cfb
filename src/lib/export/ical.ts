/** Sessions as a calendar: iCalendar, RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545). */

export interface CalendarEvent {
  /** The same in each export, so that a calendar that takes in both keeps one. */
  id: string;
  /** Unix ms. */
  start: number;
  /** Unix ms. */
  end: number;
  title: string;
  description: string | null;
  /** When it was recorded, Unix ms. */
  stamp: number;
}

/** Octets of a line, without its end (section 3.1). */
const LINE_OCTETS = 75;

/** A whole calendar, its lines ended by CRLF. Times are in UTC; calendars show them where the reader is. */
export function printCalendar(events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Samedi//Samedi//EN',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.id)}@samedi`,
    `DTSTAMP:${utcText(event.stamp)}`,
    `DTSTART:${utcText(event.start)}`,
    `DTEND:${utcText(event.end)}`,
    `SUMMARY:${escapeText(event.title)}`,
    ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
    'END:VEVENT',
  ];
}

/** `20261121T080000Z`. */
function utcText(ms: number): string {
  return `${new Date(ms).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/** Section 3.3.11. Other control characters are not allowed. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, '');
}

/** Long lines go on in the next, behind a space; characters stay whole. */
function fold(line: string): string {
  const parts = [''];
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > LINE_OCTETS) {
      parts.push('');
      octets = 1;
    }
    parts[parts.length - 1] += character;
    octets += size;
  }
  return parts.join('\r\n ');
}
