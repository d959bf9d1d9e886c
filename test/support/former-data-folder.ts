// A data folder of an earlier version: locks and journals beside the index, by profile id. Recorded once with that code. The keys of the
// sealed records are one hex digit, 64 times: `a` for `default`, `b` for `bot`, `d` for `unlisted`.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The list of profiles. */
const INDEX = `{
  "version": 2,
  "profiles": [
    {
      "id": "default",
      "name": "main",
      "store": {
        "kind": "keychain"
      },
      "hasTokens": true,
      "keychainProvider": "GNOME Keyring"
    },
    {
      "id": "bot",
      "name": "bot",
      "store": {
        "kind": "file",
        "path": "/home/jo/tokens.json"
      },
      "hasTokens": true
    },
    {
      "id": "leaving",
      "name": "leaving",
      "store": {
        "kind": "keychain"
      },
      "hasTokens": false
    }
  ]
}
`;

/** Its files by path; those that end in `.sealed` as base64. */
export const FORMER_FILES: Readonly<Record<string, string>> = {
  'journal/bot.intent.json': '{"version":1,"generation":2,"startedAtMs":1772366400000}',
  'journal/bot.sealed':
    'duBtmk+RFEEZPhYTNbv7kJ6IdVIggykCiJTgEq/Ad9brptrKqQbq2wT+TBHnTcB3SKgSmrjRs5ygCa6BdXkMRmOkvDItsy2tc/LxuKlCASc5vf' +
    'LOJbUJe3n4sSXX9TZG7lG1GRft0uAhO9cuIrNb5P1maT/vvzsXbm0Hrc0GcfD12DieexyLnRoA/AFWDtIN6kCWRrom5fCaY0+7eNHdFIECr253' +
    'wJ/9iKBoM69Fnmbd1VFawFEUskko2odt5eYWTov28PuEfcHrmH2rE+7rzBry52BlWQ5QCel3rS75tXe0QasWX3K7ksRBr3t7wiqLWEgEFlDeGB' +
    'crGqs+9+llaZQ+zxUTmQgGoap7QqooCsjVZ7JZmbEASaMm+IT2EGTWOsAAKlakvSlTzWMB6OSpFAHI2iCVbpmDaC/lp/U+N8MWeljKOLEQnwCz' +
    'XJGrJ51Glcth56ufjRz99EFs/zx/9Oq0UrU0bxLwJKCxTL4UylsxremH84ipl/7Ku4lpNZlgS0xecu9jyCMhJkDFTTbJp1SeFtkpyyRp0xBG7W' +
    'OwA3XSWKV8hKH7sicpnvaJJDJ9FfJ/WSMaQPdEVR5/wIMy7euadA/2nmABNtHiU9VRLH9Q64WAHgIb936Ik3b1frB1XqQtviovMfuq7j6AN8eT' +
    'sTJnnkrgNXCk0T6CBHy3TUoiOOUi0ScmL4h5JBtUMGM2GGVKu1S6GyM2anOo+IsWmA3dDawWl60Q3pCjH8wNQEPKGKTkf1vcPjhRfr4rSUQ6km' +
    'x6TyNCf6vJ8Lo7SzfxUjc3uRASZMkKNOcg16JSUAIWc94Hbm51FukZbWL6azShB/Ka4uG1EfUgVz3GHLyh21653cDlz3Lr51+tvfQQ4KwNXvxj' +
    'l+3+BjGX24R+fxDBkkMhuhmC0ke/jrqlR5X7Q8JgMvq7O1ZuIHMXF5SZl+2I3m0tlEDIDqE434sN7ljGm6nC2kopwPwQUVe2E7hyZFqeOcxEhs' +
    'GaWmG+1urLORSk3X4SHyK8KnsZ72LLgdXy422ms1wz5AsZ5eWFUheLDMEzlwhTKV7P2F4RuMNQWaIyAqnJvB6y2xvC1/8/2glIWo8GvqSppOWn' +
    '/EdgiEX4QlQS9uAWWg==',
  'journal/default.intent.json': '{"version":1,"generation":4,"startedAtMs":1772366400000}',
  'journal/default.sealed':
    'Em6FQEonNq5L6ZBgu0h0tDZz5UsfguR1XrGbWX3zi6mL7wNlKf2gIf5scwrI0oOog/eAsgyKN1saLIAxb6rGt+sR/L8zELo4U3Qzm+Q61NyW6B' +
    '1IjZbPSYYJ7VKkWCzDYeFMda1saObWgEZUGpYqwzZLxKFgjcwZKy1XYlz8JJUcL2GSrpfpmjvvR8i+tAVIZy1DZrPVctjNfyWfnv0JghBppYh0' +
    'Evq2c+iyZIZM9xCBLoYvru2QawXL3TLrBEsNNSMNI7gj+CUDYW2/pz6EYj7XxjuYacHPIxrr4W9TW7N8t8kaZOL0HEvfUBDww3PSrnUY4jWXbM' +
    'SVTuo4w5OzMdhlMFwvtZ902OmuQ+1lLvnFahsXRcY783qjeFz8ItP13xb1/MDMiAbO+mE3mFLvuxbLAUz7g3ZWLetWVXmkY5remU0Ft6VPd5vU' +
    'YMe42LcVt/et1BBLwBcJVjKm6psW31CXYdH7b6rqBnMDCpfQGeJugRUTO9/9wRZSmz3IT78IaI7pXAu2TI6Ap/nyizRUSHNSnURjtFP2FuhEKl' +
    'V6G9rJRevKqY2JWhq9M1dNuJNkLAZEis7nGM8e9N3N6yLgIh3ALSeM3NteROBK11kx0QXR1xnFffDT621sVZwtpmdO/LCAxVl2Rn2s57llKz7Z' +
    'dcXl/TsgpTXtsXnD1DdsM4PfU5nxyMxiQTlYeyCyzuRcqPJSJPqAS99qwo+lrOzLQ2GiqR9T5DT0lEBrUScLUL5CnD0ekqd8lUW1t05SALoiF3' +
    'pNwpI+E2nJ0t7uJq/SNWwwktLeIO5/KBylolhOWrnyCIeIhq5xWueCYBtBJ1DjxSkssplWGnen48ZY+sAiJEJa7q3wJNT/JVVso6oApoPOS1mJ' +
    '7tnfPCxAH3lrAZW3lqGYber1EAJnXmxflLSrlUo4To/rkwcarZOIljAzHVtnogswwZ6EGBJ9qKlqsaLE3zjCpAF5tMqg6hCZvnHMEEYGnsjkKn' +
    'KZnULyg4zIfAtcGQHnVQzAAUaY5+rveELXVsGspBdnMdkT5iVpxcVmSyXUSyleG/I50noUGFIVbkG6O3DTC+u8oiCI6MtMY4VwURIZ+sLCsJ+n' +
    'JgLFu8qcvuppoXs75w==',
  'journal/leaving.intent.json': '{"version":1,"generation":1,"startedAtMs":1772366400000}',
  'journal/unlisted.intent.json': '{"version":1,"generation":0,"startedAtMs":1772366400000}',
  'journal/unlisted.sealed':
    'TcqEWjMWG9RFFc+SXgBIcH2nLNr/zinqHIoj7kt7UX/IanGhFMe0UNNHRpkpJ2U0FUVEC8TJKhIuXm97V+XixDSYelJqXQGfqUc9za6Xl2MuTj' +
    'W3IBhIBXY4wr7kxLQNL8KWm5YtiCYGMk3BfWQuCrSD0bsPWfG+gPcKeR190iRbY/+SlQHWvaNU55qxujumhRkgu3sBgGaegSQp12zO9XT/5tdh' +
    'JTItBO10WbwXt7hvY5VvMFg+FXRXt8lnSSTYWcVMQeBqlu8tjSCC31dbW46DWU6Xwki1+IQhL15xEf8mafCXAeK16pkHzpo2O2LUPk80xOphI5' +
    'Cgsn4aRm/xXxlJG6Bs2+UCekZOF18pDqE5XFbLC0tTUx51JZwk3oSJen5uYaSMYSdlKSOsqubVxcfxWtTVGQsPinbufsBMlukRk4Fh37S1bUD8' +
    'MzTvQe0y9ZV/S3MzV7gHzCiCEMB0fTXr5SmdcI2fV6+F/8+ZFde/7ow3nIpBxR0YG2b8XRrt/BGZ/RsTpC8lQ/DmJPV6t8dJThLH3GimXepzrZ' +
    '0BM40Pos34QtXX5a2iJ3/aoqIl5nLLp5w42rnDFl7wXpP+tRyUufYCyyfuvDBDKKP54N3OKHMIb1q/g14kIwNxUpFtgGE0ECJ9XTn4k1Y4gDwS' +
    '26JjKO6qjya/6sOI64YHx0zE7PGxpOoBQAKxxdbDXt8vIsZ52CL9mcQ1bh/8Yqwx0uMiSiLhT3lohZheQ6j6DuAW5PkwttzXGBsn6P2JzVUMmb' +
    'oCykRaVEBNYUtePtmKci7ml54e0KkOFs5JnePO4fF1WY0GY/TGx4XLp0LQ37F+KqKvtYgoGKTZYDhH1B2xgXuQRzwlFKDwXBmPfhxcvCvahevI' +
    'yGCZ4WrZPAsZaRI5BPourzIp9/XutWljkU3w+/wqL/J9N58Oa1zEpdmkvZR78g/Z/EQlMsHGlAcss8OtElpGWBAqLmGWc68Pu5k5+fg6Rtrx7a' +
    'DgzrBO0J+lMn39gg2bznRfdA53hb5ciBMv6y6ttgUt6IMhKUmJ16QcWRt+lreDIwjGfLMqFimzu7GP5kQYv6o64v5FTJMbe98qzE5h1nYJXD8/' +
    'ecDXJyOIuxls8HoyQA==',
  'locks/bot.lock': '',
  'locks/default.lock': '',
  'locks/leaving.lock': '',
  'locks/unlisted.lock': '',
  'profiles.json': INDEX,
  'profiles.last-good.json': INDEX,
};

/** Writes the files into a folder. */
export async function makeFormerDataFolder(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(FORMER_FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await writeFile(join(folder, path), text, { encoding: path.endsWith('.sealed') ? 'base64' : 'utf8', mode: 0o600 });
  }
}
