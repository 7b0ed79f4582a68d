/** One line for the person at the terminal; nothing when the version, such as `20.16.0`, will do. */
declare function needsNode(version: string): string | undefined;
export = needsNode;
