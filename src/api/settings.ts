/** What the person who runs the server decides: variables of `wrangler.jsonc` and secrets, parsed here alone. */
import { z } from 'zod';
import { defaultRates, type RateClass, type Rates, ratesIn } from './rate/classes.ts';

/** A variable that may be left out; an empty one is left out, too. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const count = (sentence: string) =>
  z.preprocess(String, z.string().regex(/^\d{1,15}$/, sentence)).transform(Number);

/** An address, or a domain, with or without an @ before it; compared in small letters. */
const Invited = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?:[^\s@]*@)?[^\s@.]+(?:\.[^\s@.]+)+$/,
    'SIGN_UP_INVITED lists addresses and domains, as in "ada@example.org, example.net".',
  );

const Variables = z.object({
  APP_URL: z.url({ protocol: /^https?$/, error: 'APP_URL must be an address: https://….' }),
  JWT_SECRET: z
    .string('JWT_SECRET is missing.')
    .min(32, 'JWT_SECRET is shorter than 32 characters.'),
  JWT_SECRET_PREVIOUS: optional(z.string().nullish()),
  MAIL_SENDER: z.enum(
    ['mailbox', 'cloudflare', 'mailgun'],
    'MAIL_SENDER can be cloudflare or mailgun.',
  ),
  MAIL_FROM: z.string('MAIL_FROM is missing.').min(1, 'MAIL_FROM is empty.'),
  MAILGUN_API_KEY: optional(z.string().nullish()),
  MAILGUN_DOMAIN: optional(z.string().nullish()),
  MAILGUN_BASE_URL: optional(z.string().default('https://api.mailgun.net')),
  SIGN_UP: optional(
    z
      .enum(['closed', 'invited', 'open'], 'SIGN_UP can be closed, invited or open.')
      .default('open'),
  ),
  SIGN_UP_INVITED: optional(
    z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,;]+/).filter(Boolean))
      .pipe(z.array(Invited)),
  ),
  REQUESTS_A_MINUTE: optional(
    z
      .string()
      .default(defaultRates)
      .transform((text, check) => {
        const rates = ratesIn(text);
        if (rates !== undefined) return rates;
        check.addIssue(`REQUESTS_A_MINUTE is written as "${defaultRates}", or is off.`);
        return z.NEVER;
      }),
  ),
  MAILS_A_DAY: optional(count('MAILS_A_DAY must be a whole number.').nullish()),
});

export interface ServerSettings {
  /**
   * Where people reach this server, without a slash at the end. Links in mails start with it. In a local build it is
   * wherever the request went: `npm start` takes another port where one is busy.
   */
  appUrl: string;
  jwtSecret: string;
  /** Accepted as well while a secret is being rotated. */
  jwtSecretPrevious: string | null;
  mailSender: 'mailbox' | 'cloudflare' | 'mailgun';
  mailFrom: string;
  mailgun: { apiKey: string; domain: string; baseUrl: string } | null;
  sendEmail: SendEmail | null;
  signUp: 'closed' | 'invited' | 'open';
  /** Addresses and domains, the latter with or without an @ before them. */
  signUpInvited: readonly string[];
  /** Mails that may go out in a day of UTC; null for as many as the sender takes. */
  mailsADay: number | null;
  /** Requests that a user has in a minute, by class; null for any number. */
  rates: Rates | null;
  /** Where the platform counts them; null where D1 does. */
  limiters: Readonly<Record<RateClass, RateLimit>> | null;
}

/** What is wrong with the variables, a sentence each; none where nothing is. */
export function settingsProblems(variables: unknown): string[] {
  const { error } = Variables.safeParse(variables);
  return (
    error?.issues.map(({ message, path }) =>
      message.includes('_') ? message : `${String(path[0])}: ${message}`,
    ) ?? []
  );
}

/** Throws with a sentence for each variable that is wrong, without its value. */
export function parseSettings(variables: Readonly<Record<string, unknown>>): ServerSettings {
  const problems = settingsProblems(variables);
  if (problems.length > 0) throw new Error(`${problems.join(' ')} See docs/deploy.md.`);
  const all = Variables.parse(variables);
  return {
    appUrl: all.APP_URL.replace(/\/+$/, ''),
    jwtSecret: all.JWT_SECRET,
    jwtSecretPrevious: all.JWT_SECRET_PREVIOUS ?? null,
    mailSender: all.MAIL_SENDER,
    mailFrom: all.MAIL_FROM,
    mailgun:
      all.MAILGUN_API_KEY && all.MAILGUN_DOMAIN
        ? {
            apiKey: all.MAILGUN_API_KEY,
            domain: all.MAILGUN_DOMAIN,
            baseUrl: all.MAILGUN_BASE_URL,
          }
        : null,
    sendEmail: (variables.SEND_EMAIL as SendEmail | undefined) ?? null,
    signUp: all.SIGN_UP,
    signUpInvited: all.SIGN_UP_INVITED,
    mailsADay: all.MAILS_A_DAY ?? null,
    rates: all.REQUESTS_A_MINUTE,
    limiters: limitersIn(variables),
  };
}

/** All three or none: a binding that is missing must not leave its class uncounted. */
function limitersIn(variables: Readonly<Record<string, unknown>>): ServerSettings['limiters'] {
  const {
    RATE_SYNC: sync,
    RATE_HEAVY: heavy,
    RATE_REST: rest,
  } = variables as Record<string, RateLimit | undefined>;
  return sync && heavy && rest ? { sync, heavy, rest } : null;
}
