import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openApi } from '#doors/http/openapi.ts'
import { makeWorld } from '#test/world.ts'
import { keepFile } from '#ground/files/service.ts'
import { setupContracts } from '#rooms/setup/contract.ts'

const { house } = await makeWorld({ after })
const contracts = [...[...house.runner.operations.values()].map((each) => each.contract), ...setupContracts]
const document: unknown = JSON.parse(JSON.stringify(openApi(contracts, '1.2.3')))

/** What stands at a JSON pointer, or undefined. */
function at(pointer: readonly string[]): unknown {
  return pointer.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined,
    document,
  )
}

function everyRef(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) =>
    key === '$ref' && typeof each === 'string' ? [each] : everyRef(each),
  )
}

const unescaped = (ref: string) =>
  ref
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))

test('every operation stands in the OpenAPI document under its route, with a sentence and schemas', () => {
  for (const contract of contracts) {
    const [path, method] =
      contract.name === keepFile.name
        ? ['/api/files', 'post']
        : [`/api/${contract.name}`, contract.kind === 'command' ? 'post' : 'get']
    const here = (...more: string[]) => at(['paths', path, method, ...more])
    assert.equal(here('operationId'), contract.name)
    assert.equal(here('summary'), contract.summary)
    const inputType = contract.name === keepFile.name ? 'application/octet-stream' : 'application/json'
    const input =
      contract.kind === 'command'
        ? here('requestBody', 'content', inputType, 'schema')
        : here('parameters', '0', 'content', 'application/json', 'schema')
    assert.ok(typeof input === 'object' && input !== null, `${contract.name}: no schema of the input`)
    const answer = here('responses', '200', 'content')
    assert.ok(typeof answer === 'object' && answer !== null, `${contract.name}: no schema of the answer`)
    const named = here('responses', '400', 'content', 'application/problem+json', 'schema')
    assert.deepEqual(named, { $ref: '#/components/schemas/Problem' })
  }
  const routes = Object.keys(at(['paths']) ?? {})
  assert.equal(routes.length, contracts.length)
  assert.equal(at(['openapi']), '3.1.0')
  assert.equal(at(['info', 'version']), '1.2.3')
})

test('every reference of the OpenAPI document leads somewhere in it', () => {
  const refs = everyRef(document)
  assert.ok(refs.length > contracts.length)
  const dangling = refs.filter((ref) => !ref.startsWith('#/') || at(unescaped(ref)) === undefined)
  assert.deepEqual([...new Set(dangling)], [])
})

test('who may call stands with each operation', () => {
  assert.deepEqual(at(['paths', '/api/home.today', 'get', 'security']), [{ session: [] }])
  assert.equal(at(['paths', '/api/policy.import', 'post', 'x-audience']), 'policy.manage')
  assert.equal(at(['paths', '/api/session.sign-in', 'post', 'security']), undefined)
})
