# What the agents' packages share: whom an ID names, and what an outside caller can reach through the gateway.
#
# Every decision is {allow, reason, policy_id} and, if allowed, scope: "own" limits the call to what belongs to input.user,
# "any" does not. The packages' own tables name callers and actions exactly; what no table names is denied.
package shop

# Identity: an agent or client is an exact ID of our own trust domain.

agent_prefix := concat("", ["spiffe://", data.trust_domain, "/agent/"])

client_prefix := concat("", ["spiffe://", data.trust_domain, "/client/"])

# The part after agent/ in an ID of our trust domain. It is only compared with whole names, so whole IDs are compared.
agent_name(id) := substring(id, count(agent_prefix), -1) if startswith(id, agent_prefix)

caller := agent_name(input.caller_spiffe_id)

callee := agent_name(input.callee_spiffe_id)

is_client(id) if {
	startswith(id, client_prefix)
	name := substring(id, count(client_prefix), -1)
	name != ""
	not contains(name, "/")
}

# The outside caller for which a call is made; without one, the caller acts for itself.
actor := object.get(input, "actor", input.caller_spiffe_id)

# Only clients of our own trust domain can be operators, even if the list names others.
is_operator if {
	actor in data.operators
	is_client(actor)
}

is_administrator if agent_name(actor) == "admin"

is_privileged if is_operator

is_privileged if is_administrator

has_user if {
	is_string(input.user.user_id)
	input.user.user_id != ""
}

# The token of the call. Without one, the caller acts on its own authority.

has_token if input.token

# Between agents. At the gateway's doors none counts: of outside callers no token reaches its policy, and whoever has no ID at the public
# port is there as the gateway itself.
token_fits if {
	callee == "gateway"
	is_gateway
	not has_token
}

# The gateway calls others for somebody, and by a token of that very capability.
token_fits if {
	is_gateway
	callee != "gateway"
	input.token.scope == input.action
}

# But for what it does by itself.
token_fits if {
	is_gateway
	not has_token
	input.action in own_actions
}

token_fits if {
	not is_gateway
	not has_token
}

# The agent that the gateway has called may go on with the token to these agents only, for these capabilities. The gateway's own are what an
# agent does for a task: it reads its progress, and has its caller told of it, by the token that began it, and undoes it by the one that
# cancels it.
token_fits if input.action in further[input.token.scope][caller][callee]

is_gateway if caller == "gateway"

own_actions := {"agent.card", "agent.health", "countersign_audit", "exchange_token", "get_signing_keys"}

# By the capability that the token is for, the caller and the callee.
further := {
	"create_order": {
		"gateway": {"order": {"task.push", "watch_order"}},
		"order": {
			"inventory": {"check_availability"},
			"user": {"get_user"},
		},
	},
	"export_user": {"user": {
		"gateway": {"export_user_data"},
		"order": {"export_user_data"},
		"payment": {"export_user_data"},
	}},
	"task.cancel": {"gateway": {"order": {"cancel_order"}}},
}

# Decisions.

grant(policy_id, reason, scope) := {"allow": true, "reason": reason, "policy_id": policy_id, "scope": scope}

refuse(policy_id, reason) := {"allow": false, "reason": reason, "policy_id": policy_id}

# A call to an agent, allowed for the reason in the agent's table. Calls through the gateway are narrowed further.

inbound(agent, reason) := grant(policy_id(agent, "inbound", caller), reason, "any") if {
	arrives_at(agent)
	caller != "gateway"
}

inbound(agent, reason) := narrow(policy_id(agent, "inbound", "gateway"), agent, reason) if {
	arrives_at(agent)
	caller == "gateway"
}

arrives_at(agent) if {
	input.direction == "inbound"
	callee == agent
	token_fits
}

# A call from an agent.
outbound(agent, reason) := grant(policy_id(agent, "outbound", callee), reason, "any") if leaves(agent)

leaves(agent) if {
	input.direction == "outbound"
	caller == agent
}

# The heads of an agent's audit are countersigned by the agent that data.witnesses names, for nobody but that agent itself.

witnessed(agent) := grant(policy_id(agent, "inbound", caller), "the caller's audit is witnessed", "any") if {
	arrives_at(agent)
	to_witness
}

witnessed(agent) := grant(policy_id(agent, "outbound", callee), "the agent's audit is witnessed", "any") if {
	leaves(agent)
	to_witness
}

to_witness if {
	data.witnesses[caller] == callee
	actor == input.caller_spiffe_id
	not has_user
}

# What is done with an agent's tasks. The agent shows each to its owner alone, who is the actor and the user.

tasked(agent) := inbound(agent, task_actions[input.action]) if caller in {"gateway", "admin"}

task_actions := {
	"task.cancel": "owners cancel their tasks",
	"task.get": "owners see their tasks",
	"task.list": "owners see their tasks",
	"task.push": "owners are told of their tasks",
	"task.subscribe": "owners follow their tasks",
}

# Callers of other trust domains may do what data.federation grants, by exact ID and action. They are never operators or
# administrators, and get no tokens for others.
federated(agent) := grant(policy_id(agent, "inbound", "federation"), "data.federation grants this action to this ID", reach) if {
	input.action in data.federation[input.caller_spiffe_id]
	input.action != "exchange_token"
	arrives_at(agent)
	not startswith(input.caller_spiffe_id, concat("", ["spiffe://", data.trust_domain, "/"]))
	reach := federated_reach(agent)
}

federated_reach(agent) := "any" if audience(agent) in {"agents", "anyone"}

federated_reach(agent) := "own" if {
	audience(agent) == "user"
	has_user
}

federated_reach(_) := "any" if input.action == "agent.card"

federated_reach(_) := "own" if task_actions[input.action]

policy_id(agent, direction, peer) := concat("", [agent, ".authz/", direction, "/", peer])

# What an outside caller can reach: any user's data, the user's own, or nothing.

narrow(id, agent, reason) := grant(id, reason, reach(agent))

narrow(id, agent, _) := refuse(id, narrow_refusal(agent)) if not reach(agent)

audience(agent) := data.capabilities[agent][input.action].audience

# What it is for is in the request, and who asks is proven there.
reach(_) := "any" if input.action in own_actions

reach(agent) := "any" if audience(agent) == "anyone"

reach(agent) := "own" if {
	audience(agent) == "user"
	has_user
}

# Tasks belong to who is known.
reach(_) := "own" if {
	task_actions[input.action]
	is_known
}

is_known if has_user

is_known if actor != input.caller_spiffe_id

# A user's token limits an operator to that user's data as well.
reach(agent) := "any" if {
	audience(agent) == "user"
	not has_user
	is_privileged
}

reach(agent) := "any" if {
	audience(agent) == "admin"
	is_administrator
}

# Some administrative actions are open to operators as well. An agent's package lists its own; agents that have such a list are named below.
reach(agent) := "any" if {
	input.action in operator_actions[agent]
	is_operator
	not has_user
}

operator_actions := {"payment": data.payment.authz.operator_actions}

narrow_refusal(agent) := "only operators may act for a user without the user's token" if audience(agent) == "user"

narrow_refusal(agent) := "only administrators, or operators where the agent allows it, may do this" if audience(agent) == "admin"

narrow_refusal(agent) := "this is for the shop's agents only" if {
	not is_for_people(agent)
	not task_actions[input.action]
}

narrow_refusal(_) := "tasks belong to who is known" if task_actions[input.action]

is_for_people(agent) if audience(agent) in {"anyone", "user", "admin"}
