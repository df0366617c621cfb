/** What went wrong with a form, for the part that it belongs to. */
export interface Failure {
  message: string;
  next: string | null;
  /** By the name of the field; empty where it is about no field. */
  problems: Record<string, string>;
  /** As they were filled in. */
  fields: Record<string, string>;
}
