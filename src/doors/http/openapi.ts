import { z } from 'zod'
import { refusalStatus } from '#ground/errors/refusal.ts'
import { fileOutput, type Contract } from '#ground/operation/contract.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The OpenAPI 3.1 document of all operations, made from their contracts alone. */
export function openApi(contracts: readonly Contract[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const contract of [...contracts].toSorted((a, b) => a.name.localeCompare(b.name))) {
    paths[`/api/${contract.name}`] = { [contract.kind === 'command' ? 'post' : 'get']: operationOf(contract) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '基準 (Kijun) API',
      version,
      description:
        '自治体の情報セキュリティポリシーを動かす操作の一覧です。画面はここにある操作だけを使います。',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'kijun_session' } },
      schemas: { Problem: problemSchema },
    },
  }
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'problems', 'cites'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        properties: { at: { type: 'string' }, message: { type: 'string' }, value: { type: 'string' } },
      },
    },
    cites: { type: 'array', items: { type: 'string' } },
  },
}

function operationOf(contract: Contract): Json {
  const input = schemaOf(contract.input, 'input')
  const isFile = contract.output === fileOutput
  const right = typeof contract.who === 'object' ? contract.who.right : contract.who
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [contract.name.split('.')[0] ?? contract.name],
    'x-audience': right,
    ...(contract.who === 'anyone' ? {} : { security: [{ session: [] }] }),
    ...(contract.kind === 'command'
      ? { requestBody: { required: true, content: { 'application/json': { schema: input } } } }
      : { parameters: [{ name: 'input', in: 'query', content: { 'application/json': { schema: input } } }] }),
    responses: {
      200: {
        description: 'できました',
        content: isFile
          ? { 'application/octet-stream': {} }
          : { 'application/json': { schema: schemaOf(contract.output, 'output') } },
      },
      ...Object.fromEntries(
        [...new Set(Object.values(refusalStatus))].map((status) => [
          String(status),
          {
            description: 'できません(理由は detail にあります)',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const made: unknown = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  const plain: Json = JSON.parse(JSON.stringify(made))
  if (typeof plain === 'object' && plain !== null && !Array.isArray(plain)) delete plain['$schema']
  return plain
}
