/**
 * Plan files: reading, printing, and edits that leave the learner's own text alone.
 *
 * A file has a frontmatter (`id` and `title` are needed), `## Chunk N: Title {#id}` headings (without `{#id}` the id is
 * `chunk-00N`), and under each the fields Duration, Status, Objectives, Resources and Deliverable. Fields stand
 * together: once a chunk has one, the next heading or rule ends them. All else is the learner's own text, as is
 * whatever stands in a code fence or an HTML comment. What cannot be read without guessing is refused, with its line.
 */
export { chunkProgress, planData } from './data.ts';
export { setChunkStatus, setPlanStatus } from './edit.ts';
export { parsePlan } from './parse.ts';
export {
  type Chunk,
  type ChunkStatus,
  chunkStatuses,
  type Plan,
  type PlanStatus,
  planIdPattern,
  planStatuses,
} from './plan.ts';
export { printPlan } from './print.ts';
