/** The forms of /settings, as browsers send them: every field is text. */
import { z } from 'zod';
import { Settings } from '../wire/settings.ts';
import { EmailAddress } from '../wire/values.ts';
import { themes } from './theme.ts';

/** `04:00`, as a time field gives it; as minutes after midnight. */
const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:00)?$/, 'Write it like 04:00.')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)));

/** Hours a week as people write them, `7.5` or `7,5`; as minutes. Null where it is empty. */
const WeeklyHours = z
  .string()
  .trim()
  .transform((text, check) => {
    if (text === '') return null;
    const hours = Number(text.replace(',', '.'));
    if (hours >= 0 && hours <= 168) return Math.round(hours * 60);
    check.addIssue('Write a number of hours, 0 to 168, or nothing.');
    return z.NEVER;
  });

const Days = z.object({
  do: z.literal('days'),
  time_zone: Settings.shape.time_zone,
  week_starts_on: z.coerce.number().pipe(Settings.shape.week_starts_on),
  day_starts_at: TimeOfDay,
  weekly_goal_hours: WeeklyHours,
});

const Look = z.object({
  do: z.literal('look'),
  theme: z.enum(themes),
  streaks: z.enum(['shown', 'hidden']),
});

const Revoke = z.object({ do: z.literal('revoke'), device: z.string().max(64) });
const RevokeAll = z.object({ do: z.literal('revoke-all') });
const Address = z.object({ do: z.literal('address'), email: EmailAddress });
const Delete = z.object({ do: z.literal('delete'), confirm: z.string().max(300) });

export const SettingsForm = z.discriminatedUnion('do', [
  Days,
  Look,
  Revoke,
  RevokeAll,
  Address,
  Delete,
]);
export type SettingsForm = z.infer<typeof SettingsForm>;
/** Which of the forms. */
export type Part = SettingsForm['do'];
export const parts = ['days', 'look', 'revoke', 'revoke-all', 'address', 'delete'] as const;

/** What is wrong with which field, from an error's issues (`field: message`). */
export function fieldProblems(issues: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    issues.map((issue) => {
      const at = issue.indexOf(': ');
      return [issue.slice(0, at), issue.slice(at + 2)];
    }),
  );
}
