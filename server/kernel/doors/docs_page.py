"""The page on which the API's document is read: server-made, without scripts, under the same strict policy."""

STYLE = """
:root { color-scheme: light dark; }
body { font: 1.1rem/1.5 "Atkinson Hyperlegible Next Variable", Verdana, system-ui, sans-serif; max-width: 60rem;
  margin: 0 auto; padding: 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 2px solid; }
h3 { margin: 1.5rem 0 .25rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .95em; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; border-left: 4px solid; padding-left: .75rem; }
summary { min-height: 48px; display: flex; align-items: center; cursor: pointer; text-decoration: underline; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; vertical-align: top; border-bottom: 1px solid; }
"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ourpatch: the API</title>
<link rel="stylesheet" href="/api/v1/docs.css">
</head>
<body>
<main>
<h1>Ourpatch: the API, {{ api.info.version }}</h1>
<p>{{ api.info.description }}</p>
<p><a href="/api/v1/openapi.json">OpenAPI 3.1</a> · <a href="/api/v1/socket-events.json">socket events</a></p>
<h2>Addresses</h2>
{% for path, operations in api.paths.items() %}
{% for method, operation in operations.items() if method != "parameters" %}
<h3><code>{{ method.upper() }} {{ path }}</code></h3>
<p>{{ operation.summary }} {{ operation.description }}</p>
{% if operation.requestBody %}
<details><summary>What is sent</summary><pre>{{ operation.requestBody | tojson(indent=2) }}</pre></details>{% endif %}
<details><summary>What is answered</summary><pre>{{ operation.responses | tojson(indent=2) }}</pre></details>
{% endfor %}{% endfor %}
<h2>Socket events that a device sends</h2>
<table><thead><tr><th>Name</th><th>What for</th><th>Payload</th><th>Acknowledgement</th></tr></thead><tbody>
{% for event in sockets.client_events %}<tr><td><code>{{ event.name }}</code></td><td>{{ event.about }}</td>
<td>{{ event.payload }}</td><td>{{ event.acknowledgement }}</td></tr>{% endfor %}
</tbody></table>
<h2>Socket events that a device receives</h2>
<table><thead><tr><th>Name</th><th>What for</th><th>Payload</th><th>Who</th></tr></thead><tbody>
{% for event in sockets.server_events %}<tr><td><code>{{ event.name }}</code></td><td>{{ event.about }}</td>
<td>{{ event.payload }}</td><td>{{ event.receivers }}</td></tr>{% endfor %}
</tbody></table>
<h2>Shapes</h2>
{% for name, schema in api.components.schemas.items() %}
<details><summary>{{ name }}</summary><pre>{{ schema | tojson(indent=2) }}</pre></details>
{% endfor %}
</main>
</body>
</html>
"""
