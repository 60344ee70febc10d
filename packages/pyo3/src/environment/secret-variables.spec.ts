import { expect, it } from '@jest/globals';
import { publishingSecrets, withoutRegistryTokens, withoutSecrets } from './secret-variables.ts';

const env = {
  UV_PUBLISH_TOKEN: '1',
  TWINE_PASSWORD: '2',
  CARGO_REGISTRY_TOKEN: '3',
  CARGO_REGISTRIES_OWN_TOKEN: '4',
  CARGO_REGISTRIES_OWN_INDEX: '5',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: '6',
  PYPI_ID_TOKEN: '7',
  HOME: '8',
};

it('gives each program that publishes its own secrets, and no other', () => {
  expect(Object.keys(publishingSecrets(env, 'uv'))).toEqual([
    'UV_PUBLISH_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'PYPI_ID_TOKEN',
  ]);
  expect(Object.keys(publishingSecrets(env, 'twine'))).toEqual([
    'TWINE_PASSWORD',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'PYPI_ID_TOKEN',
  ]);
  expect(Object.keys(publishingSecrets(env, 'cargo'))).toEqual([
    'CARGO_REGISTRY_TOKEN',
    'CARGO_REGISTRIES_OWN_TOKEN',
  ]);
});

it('leaves nothing for build scripts to publish with', () => {
  expect(Object.keys(withoutRegistryTokens(withoutSecrets(env)))).toEqual([
    'CARGO_REGISTRIES_OWN_INDEX',
    'HOME',
  ]);
});
