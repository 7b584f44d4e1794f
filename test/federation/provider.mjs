// A real OpenID provider in a process of its own, with its own sign-in pages, for the tests. Any name and any password
// are let in; who signs in as `<number>` is told apart by it. Prints its address once it listens.
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const [redirectUri = '', portText = '0'] = process.argv.slice(2)
const server = createServer()
server.listen(Number(portText), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'kijun',
        client_secret: 'a-secret-only-the-two-know',
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [redirectUri],
      },
    ],
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'employee_number', 'preferred_username'], profile: [] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, employee_number: id, preferred_username: id }),
    }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['only-for-tests'] },
    ttl: { Session: 600, Interaction: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
  })
  server.on('request', provider.callback())
  console.log(`ready ${issuer}`)
})
