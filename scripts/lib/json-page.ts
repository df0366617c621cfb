/** The page of the docs that says what `--json` prints, made of the shapes that tests hold the commands to. */
import { z } from 'zod';
import { jsonShapes } from '../../cli/src/tree/json-shapes.ts';
import { errorCodes } from '../../src/lib/errors.ts';

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
}

const HEAD = `---

title: JSON for scripts
description: "What each command of samedi prints with --json, for scripts."
order: 4
---

Every command takes \`--json\` and prints one JSON value on stdout; all else goes to stderr. What a command prints does
not lose or rename a field within a major version; new fields may come.

\`\`\`sh
samedi status --json | jq -r '.running.plan_id // "nothing"'
\`\`\`

Times (\`…_at\`) are Unix milliseconds in UTC, durations minutes, days \`YYYY-MM-DD\` where you were. A field is never left
out; what is not known is \`null\`.

## Errors

An error is one line of JSON on stderr, beside the exit code that says which kind it is:
`;

const MIDDLE = `
${wrapped(`Branch on \`code\`, not on \`message\`. \`next\` says what to do about it, or is \`null\`. The codes are ${codes()}.`)}

## Commands
`;

/** Markdown, ending in a newline. */
export function jsonPage(): string {
  const named = new Map<string, JsonSchema>();
  const commands = Object.entries(jsonShapes).map(([name, shape]) => {
    const schema = schemaOf(shape);
    for (const [id, definition] of Object.entries(schema.$defs ?? {})) named.set(id, definition);
    return `### samedi ${name}\n\n${block(print(schema))}`;
  });
  const names = [...named].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = names.map(([name, schema]) => `### ${name}\n\n${block(print(schema))}`);
  return [
    HEAD,
    block('{ "error": { "code": "not_found", "message": "…", "next": "…" } }', 'json'),
    MIDDLE,
    commands.join('\n\n'),
    '\n## What they are made of\n',
    `${parts.join('\n\n')}\n`,
  ].join('\n');
}

function schemaOf(shape: z.ZodType): JsonSchema {
  return z.toJSONSchema(shape, { unrepresentable: 'any', io: 'output' }) as JsonSchema;
}

function block(text: string, language = 'ts'): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** In lines of the width that prose has. */
function wrapped(text: string): string {
  return text.replaceAll(/(.{1,120})(?: |$)/g, '$1\n').trimEnd();
}

function codes(): string {
  const all = errorCodes.map((code) => `\`${code}\``);
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** As TypeScript would write the type. */
function print(schema: JsonSchema, indent = ''): string {
  if (schema.$ref) return schema.$ref.replace(/^.*\//, '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map((one) => print(one, indent)).join(' | ');
  if (schema.type === 'array') return list(print(schema.items ?? {}, indent));
  if (schema.type === 'object') return printObject(schema, indent);
  return [schema.type ?? 'unknown'].flat().join(' | ').replaceAll('integer', 'number');
}

function list(item: string): string {
  return / \| (?![^{]*\})/.test(item) ? `(${item})[]` : `${item}[]`;
}

function printObject({ properties, ...schema }: JsonSchema, indent: string): string {
  if (!properties) {
    const values =
      typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
    return `{ [${print(schema.propertyNames ?? {})}]: ${print(values, indent)} }`;
  }
  const deeper = `${indent}  `;
  const fields = Object.entries(properties).map(([name, one]) => `${name}: ${print(one, deeper)}`);
  const short = `{ ${fields.join(', ')} }`;
  if (short.length + indent.length <= 76 && !short.includes('\n')) return short;
  return `{\n${fields.map((field) => `${deeper}${field}`).join('\n')}\n${indent}}`;
}
