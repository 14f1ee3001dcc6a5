/**
 * Does what a Dockerfile says, without a container engine: stages are directories, `COPY` copies, `RUN` runs in the
 * stage's directory, and what the image would know (`ENV`, `USER`, `ENTRYPOINT`, …) is kept. Relative paths only, and no
 * base image: what is started afterwards uses this machine's Node.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';
import { root } from '../../runner/suites.js';

const run = promisify(execFile);

/** One stage after its last instruction. */
export interface Stage {
  readonly base: string;
  /** Where its file system begins. */
  readonly directory: string;
  /** What the image is started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly workdir: string;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

type Building = { -readonly [K in keyof Stage]: Stage[K] };

/** Builds every stage below a directory, the way BuildKit would; by name. */
export async function build(file: string, below: string): Promise<ReadonlyMap<string, Stage>> {
  const stages = new Map<string, Building>();
  let stage: Building | undefined;
  const text = await readFile(join(root, file), 'utf8');
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    const name = instruction.getKeyword();
    if (name === 'FROM') {
      const [base = '', , as = ''] = words;
      stage = begin(base, join(below, as));
      stages.set(as, stage);
      continue;
    }
    if (!stage) throw new Error(`${name} before the first FROM`);
    await follow(stage, name, instruction, stages);
  }
  return stages;
}

function begin(base: string, directory: string): Building {
  const nothing = { entrypoint: [], command: [], healthcheck: [] };
  return { base, directory, env: {}, workdir: '/', user: 'root', ...nothing };
}

async function follow(
  stage: Building,
  name: string,
  instruction: Instruction,
  stages: ReadonlyMap<string, Stage>,
): Promise<void> {
  const words = instruction.getArguments().map((argument) => argument.getValue());
  const raw = instruction.getRawArgumentsContent() ?? '';
  const here = join(stage.directory, stage.workdir);
  switch (name) {
    case 'WORKDIR':
      stage.workdir = words[0] ?? '/';
      await mkdir(join(stage.directory, stage.workdir), { recursive: true });
      return;
    case 'COPY':
      return copy(words, here, stages.get(stageOf(instruction))?.directory);
    case 'RUN':
      await run('sh', ['-ec', raw], { cwd: here });
      return;
    case 'ENV':
      stage.env = { ...stage.env, ...Object.fromEntries(words.map(assignment)) };
      return;
    case 'USER':
      stage.user = words[0] ?? '';
      return;
    case 'ENTRYPOINT':
      stage.entrypoint = execForm(raw);
      return;
    case 'CMD':
      stage.command = execForm(raw);
      return;
    case 'HEALTHCHECK':
      stage.healthcheck = execForm(raw);
      return;
    case 'EXPOSE':
    case 'STOPSIGNAL':
      return;
    default:
      throw new Error(`${name} is not known here: add it`);
  }
}

function assignment(word: string): readonly [string, string] {
  const [name = '', ...value] = word.split('=');
  return [name, value.join('=')];
}

function stageOf(instruction: Instruction): string {
  return (instruction instanceof Copy && instruction.getFromFlag()?.getValue()) || '';
}

/** `["node", "main.js"]`, behind `CMD` in a health check. A shell would be one program more to attack. */
function execForm(raw: string): readonly string[] {
  return JSON.parse(raw.replace(/^CMD\s+/, '')) as string[];
}

/** From another stage, or from the context: there what git has or would take, which leaves out what was built. */
async function copy(
  words: readonly string[],
  here: string,
  from: string | undefined,
): Promise<void> {
  const target = join(here, words.at(-1) ?? '.');
  for (const source of words.slice(0, -1)) {
    if (from !== undefined) {
      // Links stay relative, as they are in an image.
      await cp(join(from, source), target, { recursive: true, verbatimSymlinks: true });
      continue;
    }
    const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', source];
    const { stdout } = await run('git', list, { cwd: root, maxBuffer: 10_000_000 });
    for (const path of stdout.split('\0').filter(Boolean)) {
      const within = path === source ? basename(path) : path.slice(normalize(source).length);
      await cp(join(root, path), join(target, within));
    }
  }
}
