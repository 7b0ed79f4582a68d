import { explain } from '../../src/cli/terminal/explain.js';
import { program } from '../../src/cli/program.js';

interface Captured {
  stdout: string;
  stderr: string;
  /** What the process prints behind `keyledger: ` as its last line, on standard error; with it it exits with 2. */
  error: string | undefined;
}

/** The command as `run` has it, with these variables and no others, but in this process: it takes no start of another. */
export async function captured(args: string[], env: Record<string, string> = {}): Promise<Captured> {
  const [putBackConsole, putBackVariables] = [hearing(), withVariables(env)];
  try {
    const error = await program.parseAsync(args, { from: 'user' }).then(() => undefined, explain);
    return { ...putBackConsole(), error };
  } finally {
    putBackConsole();
    putBackVariables();
  }
}

/** Returns what ends it, and answers with what was said. */
function hearing() {
  const { log, error } = console;
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const into = (lines: string[]) => (line: string) => void lines.push(`${line}\n`);
  Object.assign(console, { log: into(stdout), error: into(stderr) });
  return () => {
    Object.assign(console, { log, error });
    return { stdout: stdout.join(''), stderr: stderr.join('') };
  };
}

function withVariables(env: Record<string, string>): () => void {
  const ours = () => Object.keys(process.env).filter((name) => name.startsWith('KEYLEDGER_'));
  const before = ours().map((name) => [name, process.env[name]] as const);
  const set = (variables: Record<string, string | undefined>) => {
    for (const name of ours()) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, variables);
  };
  set(env);
  return () => set(Object.fromEntries(before));
}
