import { z } from 'zod'
import japanese from 'zod/v4/locales/ja.js'
import './style.css'

// Before any contract is loaded, hence the import below: a schema made earlier would try `new Function`, which the
// content security policy refuses and reports.
z.config({ ...japanese(), jitless: true })

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has lost its #app')
const { show } = await import('./app.tsx')
await show(place)
