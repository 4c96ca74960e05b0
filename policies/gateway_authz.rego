package gateway.authz

import data.shop

allow := decision.allow

default decision := {
	"allow": false,
	"reason": "no rule of gateway.authz allows this call",
	"policy_id": "gateway.authz/default",
}

# Whether some request of this action would be allowed. It reads no request, so it can be asked before there is one.
default visible := false

visible if decision.allow

# Inbound: calls from outside. The actor is always the caller: no caller acts for another here, but for an agent with its call's token.

decision := shop.grant("gateway.authz/inbound/ingress", reason, "any") if {
	is_ingress
	reason := callers[caller_kind][input.action]
}

decision := shop.grant("gateway.authz/inbound/tasks", shop.task_actions[input.action], "own") if {
	is_ingress
	has_tasks
}

has_tasks if caller_kind in {"client", "admin"}

has_tasks if {
	caller_kind == "public"
	shop.has_user
}

# Whoever is known asks in plain words. Each call that comes of it is decided as the caller's own.
decision := shop.grant("gateway.authz/inbound/words", "who is known asks in plain words", "own") if {
	is_ingress
	input.action == "task.ask"
	asks
}

asks if caller_kind == "client"

asks if {
	caller_kind == "public"
	shop.has_user
}

# REST names the routed capability itself. The outbound decision narrows the call in the same way.
decision := shop.narrow("gateway.authz/inbound/rest", agent, routed) if {
	is_ingress
	caller_kind in {"client", "public"}
	some agent, actions in routes
	input.action in actions
}

decision := shop.witnessed("gateway") if input.action == "countersign_audit"

decision := shop.federated("gateway")

is_ingress if {
	shop.arrives_at("gateway")
	shop.actor == input.caller_spiffe_id
}

is_ingress if {
	shop.arrives_at("gateway")
	shop.has_token
}

caller_kind := "client" if shop.is_client(input.caller_spiffe_id)

caller_kind := "admin" if shop.caller == "admin"

caller_kind := "user agent" if shop.caller == "user"

# The public port has no caller's ID; the gateway's own takes its place.
caller_kind := "public" if shop.caller == "gateway"

callers := {
	"client": {
		"agent.card": "clients see the gateway's card",
		"agent.health": "clients see the gateway's health",
		"health": "clients see the shop's health",
		"route": "clients are routed; the outbound decision applies to the capability",
	},
	"admin": {
		"agent.card": "administrators see the gateway's card",
		"agent.health": "administrators see the gateway's health",
		"health": "administrators see the shop's health",
		"read_audit": "administrators verify the audit",
		"describe_agent": "administrators see how agents are",
		"watch_decisions": "administrators see what is decided",
		"route": "administrators are routed; the outbound decision applies to the capability",
	},
	"user agent": {
		"erase_user_data": "a user is erased",
		"export_user_data": "a user's data are gathered",
	},
	"public": {
		"agent.card": "anyone sees the gateway's card",
		"health": "anyone sees the shop's health",
	},
}

# Outbound: calls to the agents, narrowed by the outside caller and the user.

decision := shop.narrow(shop.policy_id("gateway", "outbound", shop.callee), shop.callee, routed) if {
	shop.leaves("gateway")
	input.action in routes[shop.callee]
}

# Tasks that go on after their call live with the agent that does the work.
decision := shop.narrow(shop.policy_id("gateway", "outbound", shop.callee), shop.callee, reason) if {
	shop.leaves("gateway")
	shop.callee in keepers
	reason := shop.task_actions[input.action]
}

keepers := {"order"}

decision := shop.outbound("gateway", probes[input.action]) if routes[shop.callee]

# Nobody else gets a token by way of the gateway.
decision := shop.outbound("gateway", "what proves a caller is exchanged for a token") if {
	shop.callee == "user"
	input.action == "exchange_token"
	shop.actor == input.caller_spiffe_id
	not shop.has_user
}

probes := {
	"agent.card": "the gateway shows the agents' cards",
	"agent.health": "the gateway watches the agents' health",
}

# Capabilities that are not listed here cannot be reached through the gateway. The agent's own table gives the reason for each.
routes := {
	"user": {
		"authenticate", "create_user", "delete_user", "export_user", "get_signing_keys", "get_user", "list_sessions",
		"refresh_session", "revoke_session", "set_password", "update_profile",
	},
	"order": {"create_order", "get_order", "list_orders", "cancel_order", "watch_order"},
	"payment": {"refund_payment", "get_payment", "list_payments", "handle_provider_event"},
	"inventory": {"list_products", "get_product", "check_availability"},
}

routed := "the gateway routes this capability"
