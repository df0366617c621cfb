/** What is said of a line of a file. */
export interface Remark {
  /** From 1. */
  line: number;
  text: string;
}
