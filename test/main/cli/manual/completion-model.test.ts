import { expect, it } from 'vitest';
import { completionPlaces, functionOf } from '../../../../main/cli/manual/completion-model';

const places = completionPlaces();
const place = (path: string) => places.find((each) => each.path === path);

it('has a place for each command and group', () => {
  expect(place('')?.commands.map(({ name }) => name)).toContain('profiles');
  expect(place('')?.commands.map(({ name }) => name)).not.toContain('__complete');
  expect(place('profiles')?.commands.map(({ name }) => name)).toEqual(['list', 'add', 'rename', 'remove', 'default']);
  expect(place('profiles rename')?.args.map(({ kind }) => kind)).toEqual(['profile', 'text']);
  expect(place('exec')?.takesCommand).toBe(true);
});

it('has the flags of all commands at each place, with what follows them', () => {
  for (const { flags, path } of places) {
    expect(flags.flatMap(({ names }) => names)).toContain('--json');
    const isWithout = ['pause', 'resume', 'completion', 'man', 'version'].includes(path);
    expect([path, flags.some(({ names }) => names.includes('--profile'))]).toEqual([path, !isWithout]);
  }
  expect(place('token')?.flags.find(({ names }) => names.includes('-f'))).toMatchObject({
    names: ['-f', '--format'],
    value: { kind: 'choice', choices: expect.arrayContaining(['netscape']) as string[] },
  });
  expect(place('token')?.flags.find(({ names }) => names.includes('--json'))).not.toHaveProperty('value');
});

it('names functions by their places', () => {
  expect([functionOf({ path: '' }), functionOf({ path: 'profiles list' })]).toEqual([
    '_axiom_tokens',
    '_axiom_tokens_profiles_list',
  ]);
});
