// Draws the OpenAPI document. Whatever it holds is set as text, never as HTML.
const place = document.getElementById("operations");

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }

  made.append(...children);
  return made;
}

function table(titles, rows) {
  const head = element("tr", "", ...titles.map(title => element("th", "", title)));
  const body = rows.map(row => element("tr", "", ...row.map(cell => element("td", "", cell))));
  return element("table", "", element("thead", "", head), element("tbody", "", ...body));
}

function json(value) {
  return element("pre", "", typeof value === "string" ? value : JSON.stringify(value, null, 2));
}

// The type of a schema, with its bounds.
function describe(schema) {
  const { description, example, properties, ...rest } = schema;
  return element("code", "", JSON.stringify(rest));
}

function resolve(spec, node) {
  return node?.$ref ? node.$ref.slice(2).split("/").reduce((at, step) => at[step], spec) : node;
}

function fields(spec, schema) {
  const shape = resolve(spec, schema);
  const rows = Object.entries(shape?.properties ?? {}).map(([name, field]) =>
    [element("code", "", name), shape.required?.includes(name) ? "required" : "", describe(field)]);
  return rows.length ? [table(["Field", "", "Value"], rows)] : [];
}

function content(spec, holder) {
  return Object.entries(holder?.content ?? {}).flatMap(([type, media]) =>
    [element("p", "", element("code", "", type)), ...fields(spec, media.schema), ...(media.example === undefined ? [] : [json(media.example)])]);
}

function codes(response) {
  const problem = response.content?.["application/problem+json"];
  return problem?.schema.allOf?.[1].properties.code.enum.join(", ") ?? response.description;
}

function draw(spec, path, verb, operation) {
  const responses = Object.entries(operation.responses).map(([status, response]) => [status, resolve(spec, response)]);
  const parameters = operation.parameters ?? [];
  const details = element("details", "",
    element("summary", "",
      element("code", "verb", verb.toUpperCase()), element("code", "path", path), operation.summary));
  details.id = operation.operationId;
  details.append(element("p", "", operation.security.length === 0 ? "Open to everyone." : "Needs a signed-in user, or a client's identity."));
  if (parameters.length) {
    details.append(element("h3", "", "Parameters"), table(["Name", "In", "", "Value"], parameters.map(parameter =>
      [element("code", "", parameter.name), parameter.in, parameter.required ? "required" : "", describe(parameter.schema)])));
  }

  if (operation.requestBody) {
    details.append(element("h3", "", "Body"), ...content(spec, operation.requestBody));
  }

  details.append(element("h3", "", "Answers"), table(["Status", "Codes"], responses.map(([status, response]) => [status, codes(response)])));
  const good = responses.find(([status]) => status.startsWith("2"));
  details.append(...content(spec, good?.[1]));
  return details;
}

async function show() {
  const answer = await fetch("/openapi/v1.json");
  if (!answer.ok) {
    throw new Error(`the document was answered ${answer.status}`);
  }

  const spec = await answer.json();
  place.replaceChildren(...spec.tags.flatMap(tag => {
    const operations = Object.entries(spec.paths).flatMap(([path, verbs]) => Object.entries(verbs)
      .filter(([, operation]) => operation.tags.includes(tag.name))
      .map(([verb, operation]) => draw(spec, path, verb, operation)));
    return [element("h2", "", tag.name), element("p", "", tag.description), ...operations];
  }));
}

show().catch(error => place.replaceChildren(element("p", "", `The document cannot be shown: ${error.message}.`)));
