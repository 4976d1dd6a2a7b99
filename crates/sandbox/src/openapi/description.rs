//! An OpenAPI description, its operations found by path and its schemas compiled when first needed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Draft, Registry, Resource, Validator};
use serde_json::{Value, json};

use super::{Mismatch, problem};

/// The name under which the document's parts refer to each other.
const DOCUMENT: &str = "urn:discord";

/// An OpenAPI description with the request bodies of its operations.
#[derive(Debug)]
pub struct Description {
    operations: Vec<Operation>,
    registry: Registry<'static>,
    compiled: Mutex<HashMap<String, Arc<Validator>>>,
}

#[derive(Debug)]
struct Operation {
    method: String,
    template: String,
    /// Where the schema of its JSON body stands in the document.
    schema: Option<String>,
    /// Whether it cannot do without a body.
    required: bool,
}

impl Description {
    /// Prepares a description for use.
    pub fn new(mut document: Value) -> Result<Self, jsonschema::ReferencingError> {
        let_bits_be_text(&mut document);
        let operations = operations(&document);
        let resource = Resource::from_contents(document);
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(DOCUMENT, resource)?
            .prepare()?;
        Ok(Self {
            operations,
            registry,
            compiled: Mutex::default(),
        })
    }

    /// Judges the body of a request to `path` (without `/api/v10`, with or without a query). A multipart request is
    /// judged by its `payload_json`. `None` when nothing is wrong or the operation takes no JSON.
    pub fn judge(&self, method: &str, path: &str, body: &Value) -> Option<Mismatch> {
        let path = path.split('?').next().unwrap_or_default();
        let operation = self.operation(method, path);
        let named = |template: &str| format!("{method} {template}");
        let Some(operation) = operation else {
            return Some(Mismatch {
                operation: named(path),
                problems: vec!["Discord's description has no such operation".to_owned()],
            });
        };
        if body.is_null() && !operation.required {
            return None;
        }
        let problems = match operation
            .schema
            .as_deref()
            .map(|schema| self.compile(schema))
        {
            None => return None,
            Some(Ok(validator)) => problem::all(&validator, body),
            Some(Err(error)) => vec![format!("its schema cannot be used: {error}")],
        };
        let problems: Vec<String> = problems
            .into_iter()
            .filter(|problem| !is_number_of_a_file(problem))
            .collect();
        (!problems.is_empty()).then(|| Mismatch {
            operation: named(&operation.template),
            problems,
        })
    }

    /// The operation that serves a path; literal segments win over parameters (`@original` over `{message_id}`).
    fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        self.operations
            .iter()
            .filter(|operation| operation.method.eq_ignore_ascii_case(method))
            .filter_map(|operation| Some((parameters(&operation.template, path)?, operation)))
            .min_by_key(|(parameters, _)| *parameters)
            .map(|(_, operation)| operation)
    }

    fn compile(&self, schema: &str) -> Result<Arc<Validator>, String> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = compiled.get(schema) {
            return Ok(Arc::clone(validator));
        }
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .offline()
            .build(&json!({ "$ref": format!("{DOCUMENT}#{schema}") }))
            .map_err(|error| error.to_string())?;
        let validator = Arc::new(validator);
        compiled.insert(schema.to_owned(), Arc::clone(&validator));
        Ok(validator)
    }
}

/// The properties that hold permissions as bits.
const BITS: [&str; 4] = ["allow", "default_member_permissions", "deny", "permissions"];

/// The description calls permissions integers; Discord's documentation writes them as text, which is what every library
/// sends and Discord takes.
fn let_bits_be_text(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                for name in BITS {
                    if let Some(Value::Array(types)) = properties
                        .get_mut(name)
                        .map(|property| &mut property["type"])
                        && types.contains(&json!("integer"))
                    {
                        types.push(json!("string"));
                        properties[name]["pattern"] = json!("^[0-9]+$");
                    }
                }
            }
            map.values_mut().for_each(let_bits_be_text);
        }
        Value::Array(list) => list.iter_mut().for_each(let_bits_be_text),
        _ => {}
    }
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    let paths = document["paths"].as_object();
    for (template, methods) in paths.into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            if method == "parameters" {
                continue;
            }
            let json = &operation["requestBody"]["content"]["application/json"]["schema"];
            let schema = (!json.is_null()).then(|| {
                let path = template.replace('~', "~0").replace('/', "~1");
                let path = path.replace('{', "%7B").replace('}', "%7D");
                format!("/paths/{path}/{method}/requestBody/content/application~1json/schema")
            });
            operations.push(Operation {
                method: method.to_owned(),
                template: template.to_owned(),
                schema,
                required: operation["requestBody"]["required"] == true,
            });
        }
    }
    operations
}

/// How many parameters a template needs to become this path; `None` when it cannot.
fn parameters(template: &str, path: &str) -> Option<usize> {
    let mut parameters = 0;
    let mut segments = path.split('/');
    for wanted in template.split('/') {
        let segment = segments.next()?;
        if wanted.starts_with('{') {
            parameters += 1;
        } else if wanted != segment {
            return None;
        }
    }
    segments.next().is_none().then_some(parameters)
}

/// Discord's own examples number the files of a message with numbers, where its description wants strings
/// (<https://discord.com/developers/docs/reference#uploading-files>).
fn is_number_of_a_file(problem: &str) -> bool {
    problem.starts_with("/attachments/") && problem.contains("/id: value is not of type")
}
