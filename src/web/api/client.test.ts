import { operation } from '#ground/operation/contract.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { createClient, csrfToken, fileName } from './client.ts'
import { ApiProblem, readProblem, Unreachable } from './problem.ts'

const list = operation({
  name: 'asset.list',
  kind: 'query',
  summary: '資産を見る',
  who: 'signed-in',
  input: z.object({ word: z.string() }),
  output: z.object({ total: z.number() }),
})
const remove = operation({
  name: 'asset.remove',
  kind: 'command',
  summary: '資産を消す',
  who: 'signed-in',
  input: z.object({ id: z.string() }),
  output: z.object({}),
})

type Sent = { url: string; init: RequestInit }

function clientAnswering(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = []
  const client = createClient({
    fetch: async (url, init) => {
      sent.push({ url, init })
      return answer({ url, init })
    },
    cookies: () => 'theme=a; kijun_csrf=to%2Bken; other=b',
    language: () => 'ja',
  })
  return { client, sent }
}

test('a query asks with its input in the address and without a token', async () => {
  const { client, sent } = clientAnswering(() => Response.json({ total: 3 }))
  assert.deepEqual(await client.call(list, { word: '介護 & 福祉' }), { total: 3 })
  assert.equal(sent[0]?.url, `/api/asset.list?input=${encodeURIComponent('{"word":"介護 & 福祉"}')}`)
  assert.equal(sent[0]?.init.method, 'GET')
  assert.equal(new Headers(sent[0]?.init.headers).get('x-csrf-token'), null)
})

test('a command posts JSON with the token of the cookie', async () => {
  const { client, sent } = clientAnswering(() => Response.json({}))
  await client.call(remove, { id: 'x' })
  const headers = new Headers(sent[0]?.init.headers)
  assert.equal(sent[0]?.url, '/api/asset.remove')
  assert.equal(sent[0]?.init.body, '{"id":"x"}')
  assert.equal(headers.get('x-csrf-token'), 'to+ken')
  assert.equal(headers.get('content-type'), 'application/json')
})

test('a refusal keeps the words, places and clauses of the server', async () => {
  const { client } = clientAnswering(() =>
    Response.json(
      {
        type: 'https://kijun.invalid/problems/conflict',
        title: '先に変更されています',
        detail: '11月24日に佐伯さんが決裁しました。',
        problems: [{ at: 'items.0', message: '数を入れてください', value: '三' }, { nonsense: 1 }],
        cites: ['第7-1(1)ウ', 7],
      },
      { status: 409 },
    ),
  )
  const error = await client.call(remove, { id: 'x' }).catch((caught: unknown) => caught)
  assert.ok(error instanceof ApiProblem)
  assert.equal(error.status, 409)
  assert.equal(error.code, 'conflict')
  assert.equal(error.title, '先に変更されています')
  assert.deepEqual(error.problems, [{ at: 'items.0', message: '数を入れてください', value: '三' }])
  assert.deepEqual(error.cites, ['第7-1(1)ウ'])
})

test('a refusal in a form that is not ours still is a refusal with its status', async () => {
  const { client } = clientAnswering(() => new Response('<html>Bad Gateway</html>', { status: 502 }))
  await assert.rejects(
    client.call(list, { word: '' }),
    (error) => error instanceof ApiProblem && error.status === 502,
  )
})

test('no answer is told apart from every refusal', async () => {
  const { client } = clientAnswering(() => Promise.reject(new TypeError('fetch failed')))
  await assert.rejects(
    client.call(list, { word: '' }),
    (error) => error instanceof Unreachable && error.why === 'network',
  )
})

test('an answer of another shape is no answer', async () => {
  for (const body of ['<html></html>', '{"total":"3"}', '']) {
    const { client } = clientAnswering(() => new Response(body, { status: 200 }))
    await assert.rejects(
      client.call(list, { word: '' }),
      (error) => error instanceof Unreachable && error.why === 'unreadable',
    )
  }
})

test('giving up on a call is not a failure to report', async () => {
  const leaving = new AbortController()
  const { client } = clientAnswering(({ init }) => {
    leaving.abort(new Error('left the page'))
    return Promise.reject(init.signal?.reason)
  })
  await assert.rejects(client.call(list, { word: '' }, { signal: leaving.signal }), /left the page/)
})

test('a received file keeps its Japanese name', async () => {
  const { client } = clientAnswering(
    () =>
      new Response('x', {
        headers: {
          'content-disposition': `attachment; filename="x.csv"; filename*=UTF-8''${encodeURIComponent('台帳.csv')}`,
        },
      }),
  )
  const file = await client.receive(list, { word: '' })
  assert.equal(file.name, '台帳.csv')
  assert.equal(fileName('attachment; filename="a.pdf"'), 'a.pdf')
  assert.equal(fileName(null), 'kijun')
})

test('an upload sends the bytes with a name any header can carry', async () => {
  const stored = { fileId: 'f', name: '様式.pdf', size: 2, type: 'application/pdf', sha256: 'ab' }
  const { client, sent } = clientAnswering(() => Response.json(stored))
  assert.deepEqual(await client.upload(new File(['ab'], '様式.pdf')), stored)
  assert.equal(new Headers(sent[0]?.init.headers).get('x-file-name'), encodeURIComponent('様式.pdf'))
})

test('a missing cookie gives an empty token rather than another cookie', () => {
  assert.equal(csrfToken('xkijun_csrf=1; a=b'), '')
  assert.equal(csrfToken(''), '')
})

test('a problem body that is not an object reads as a problem without words', () => {
  for (const body of [null, [], 'text', 3]) {
    assert.deepEqual(readProblem(500, body), {
      status: 500,
      code: '',
      title: '',
      detail: '',
      problems: [],
      cites: [],
    })
  }
})
