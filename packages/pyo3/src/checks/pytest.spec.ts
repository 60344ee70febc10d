import { describe, expect, it } from '@jest/globals';
import { fakeSession } from '../testing/fake-session.ts';
import { testPython } from './pytest.ts';

describe('pytest', () => {
  it('passes on paths and arguments', async () => {
    const session = fakeSession({ args: ['-k', 'foo'] });
    expect(await testPython(session, { paths: ['tests'] })).toBe(true);
    expect(session.ran).toEqual(['pytest -k foo tests']);
  });

  it('says what it means that nothing was collected, and fails as pytest does', async () => {
    const session = fakeSession({ results: { pytest: { exitCode: 5 } } });
    expect(await testPython(session, {})).toBe(false);
    expect(session.printed).toEqual([
      'pytest found no tests in libs/a. → Name files test_*.py and functions test_*, or check what follows -k and -m.',
    ]);
  });
});
