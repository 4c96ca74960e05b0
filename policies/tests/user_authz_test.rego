package user.authz_test

import data.fixture
import data.user.authz

cli := fixture.id("client/cli")

shop := fixture.id("client/shop")

base := {
	"direction": "inbound",
	"caller_spiffe_id": fixture.id("agent/gateway"),
	"callee_spiffe_id": fixture.id("agent/user"),
	"actor": cli,
	"request": {"email": "a@b.example", "user_id": fixture.user_id},
}

decide(overrides) := decision if {
	decision := authz.decision with input as fixture.sent(object.union(base, overrides))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

denied(overrides) if decide(overrides).allow == false

from(caller, action) := {"caller_spiffe_id": fixture.id(caller), "actor": fixture.id(caller), "action": action}

test_only_the_table_is_allowed if {
	allowed := {[caller, action] |
		some caller in fixture.callers
		some action in fixture.actions
		decide({"caller_spiffe_id": caller, "actor": cli, "action": action}).allow
	}
	listed := {[fixture.id(caller), action] |
		some [caller, actions] in [
			["agent/gateway", {
				"authenticate", "create_user", "delete_user", "exchange_token", "export_user", "get_signing_keys", "get_user",
				"list_sessions", "refresh_session", "revoke_session", "set_password", "update_profile", "agent.card", "agent.health",
			}],
			["agent/order", {"get_user"}],
			["agent/admin", {
				"delete_user", "export_user", "describe_agent", "watch_decisions", "read_audit",
				"rotate_signing_keys", "set_password", "update_tier", "agent.card", "agent.health",
			}],
		]
		some action in actions
	}
	keys := {[fixture.id(concat("/", ["agent", agent])), "get_signing_keys"] | some agent in object.keys(fixture.capabilities)}
	allowed == (listed | fixture.tasked) | keys
}

visible(overrides) if {
	authz.visible with input as fixture.sent(object.union(object.remove(base, {"request"}), overrides))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as fixture.federation
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

test_sign_up_is_visible_before_there_is_a_request if {
	visible({"action": "create_user", "actor": fixture.id("agent/gateway")})
	not visible(from("agent/inventory", "create_user"))
	not visible({"action": "update_tier"})
	not visible({"action": "unknown"})
}

test_strangers_are_denied if {
	every caller in fixture.strangers {
		every action in fixture.actions {
			denied({"caller_spiffe_id": caller, "action": action})
		}
	}
}

test_only_what_users_leave_behind_is_asked_for if {
	allowed := {[callee, action] |
		some callee in fixture.agents
		some action in fixture.actions
		decide({
			"direction": "outbound",
			"caller_spiffe_id": fixture.id("agent/user"),
			"callee_spiffe_id": fixture.id(concat("/", ["agent", callee])),
			"action": action,
		}).allow
	}
	allowed == {[agent, action] |
		some agent in ["gateway", "order", "payment"]
		some action in ["erase_user_data", "export_user_data"]
	}
}

test_a_call_to_another_agent_is_not_ours_to_allow if {
	denied({"callee_spiffe_id": fixture.id("agent/order"), "action": "get_user"})
}

test_exchange_token_is_for_the_gateway_alone if {
	every actor in [cli, shop, fixture.id("agent/gateway"), fixture.id("agent/admin")] {
		decide({"action": "exchange_token", "actor": actor}).scope == "any"
	}
}

test_exchange_token_denied_past_the_gateway if {
	every caller in fixture.callers - {fixture.id("agent/gateway")} {
		denied(from_id(caller, "exchange_token"))
	}
}

from_id(caller, action) := {"caller_spiffe_id": caller, "actor": caller, "action": action}

test_create_user_is_open_to_anyone_for_the_free_tier if {
	every actor in [cli, shop, fixture.id("agent/gateway"), fixture.id("agent/admin")] {
		decide({"action": "create_user", "actor": actor}) == {
			"allow": true,
			"reason": "sign-up comes through the gateway",
			"policy_id": "user.authz/inbound/gateway",
			"scope": "any",
		}
		decide({"action": "create_user", "actor": actor, "request": {"tier": "free"}}).allow
		decide({"action": "create_user", "actor": actor, "request": {"tier": ""}}).allow
	}
}

test_create_user_of_another_tier_is_for_operators_and_administrators if {
	every tier in ["premium", "enterprise", 2] {
		decide({"action": "create_user", "actor": cli, "request": {"tier": tier}}).allow
		decide({"action": "create_user", "actor": fixture.id("agent/admin"), "request": {"tier": tier}}).allow
	}
}

test_create_user_denied_for_another_tier if {
	every tier in ["premium", "enterprise", "FREE", 2, null, ["free"]] {
		every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli", fixture.id("agent/inventory")] {
			decision := decide({"action": "create_user", "actor": actor, "request": {"tier": tier}})
			decision.allow == false
			decision.policy_id == "user.authz/tier"
		}
	}
}

test_create_user_denied_without_a_request if {
	denied(object.union(from("client/shop", "create_user"), {"caller_spiffe_id": fixture.id("agent/gateway"), "request": null}))
	not authz.allow with input as {"action": "create_user"}
}

test_get_user_is_for_operators_as_a_whole_and_for_users_as_their_own if {
	decide({"action": "get_user"}).scope == "any"
	decide({"action": "get_user", "user": {"user_id": fixture.user_id}}).scope == "own"
	decide({"action": "get_user", "actor": shop, "user": {"user_id": fixture.user_id}}).scope == "own"
	decide({"action": "get_user", "actor": fixture.id("agent/gateway"), "user": {"user_id": fixture.user_id}}).scope == "own"
	decide({"action": "get_user", "actor": fixture.id("agent/admin")}).scope == "any"
}

test_get_user_is_for_the_order_agent if {
	decide(from("agent/order", "get_user")).policy_id == "user.authz/inbound/order"
}

test_get_user_denied_to_clients_that_act_for_a_user_without_a_token if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli", fixture.id("agent/inventory")] {
		decision := decide({"action": "get_user", "actor": actor})
		decision.allow == false
		decision.reason == "only operators may act for a user without the user's token"
	}
	denied({"action": "get_user", "actor": shop, "user": {"user_id": ""}})
	denied({"action": "get_user", "actor": shop, "user": {}})
}

test_get_user_is_for_a_federated_caller_with_a_user if {
	partner := {
		"caller_spiffe_id": "spiffe://partner.example/agent/warehouse",
		"actor": "spiffe://partner.example/agent/warehouse",
		"action": "get_user",
	}
	decide(object.union(partner, {"user": {"user_id": fixture.user_id}})).scope == "own"
	denied(partner)
	denied(object.union(partner, {"user": {"user_id": null}}))
}

test_update_profile_is_for_operators if decide({"action": "update_profile"}).scope == "any"

test_update_profile_denied_without_a_user_and_to_agents if {
	denied({"action": "update_profile", "actor": shop})
	denied(from("agent/order", "update_profile"))
	denied(from("agent/admin", "update_profile"))
}

test_update_tier_is_for_administrators if {
	decide(from("agent/admin", "update_tier")).policy_id == "user.authz/inbound/admin"
}

test_update_tier_denied_to_all_others if {
	every actor in [cli, shop, fixture.id("agent/admin")] {
		denied({"action": "update_tier", "actor": actor})
	}
	denied(from("agent/order", "update_tier"))
	denied(from("client/cli", "update_tier"))
	denied({
		"caller_spiffe_id": "spiffe://partner.example/agent/warehouse",
		"actor": "spiffe://partner.example/agent/warehouse",
		"action": "update_tier",
	})
}

test_signing_in_is_open_to_anyone_through_the_gateway if {
	every action in ["authenticate", "refresh_session", "revoke_session", "get_signing_keys"] {
		every actor in [cli, shop, fixture.id("agent/gateway"), fixture.id("agent/admin")] {
			decide({"action": action, "actor": actor}).scope == "any"
			visible({"action": action, "actor": actor})
		}
	}
}

test_authenticate_denied_past_the_gateway if past_the_gateway_denied("authenticate")

test_refresh_session_denied_past_the_gateway if past_the_gateway_denied("refresh_session")

past_the_gateway_denied(action) if {
	every caller in ["agent/order", "agent/payment", "agent/inventory", "agent/admin", "client/cli", "client/shop"] {
		denied(from(caller, action))
	}
}

by_id := {"user_id": fixture.user_id, "session_id": "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c"}

test_revoke_session_by_its_id_is_for_its_user_and_for_operators if {
	decide({"action": "revoke_session", "request": by_id}).scope == "any"
	signed_in := {"action": "revoke_session", "request": by_id, "actor": shop, "user": {"user_id": fixture.user_id}}
	decide(signed_in).scope == "own"
	decide(object.union(signed_in, {"actor": cli})).scope == "own"
	decide(object.union(signed_in, {"request": {"session_id": ""}})).scope == "own"
}

test_revoke_session_denied_by_its_id_without_a_user_and_past_the_gateway if {
	every actor in [shop, fixture.id("agent/gateway"), "spiffe://partner.example/client/cli", fixture.id("agent/inventory")] {
		decide({"action": "revoke_session", "actor": actor, "request": by_id}) == {
			"allow": false,
			"reason": "only its user or an operator ends a session by its ID",
			"policy_id": "user.authz/session",
		}
		denied({"action": "revoke_session", "actor": actor, "request": by_id, "user": {}})
	}
	past_the_gateway_denied("revoke_session")
}

test_passwords_and_sessions_are_for_operators_as_a_whole_and_for_users_as_their_own if {
	every action in ["set_password", "list_sessions"] {
		decide({"action": action}).scope == "any"
		decide({"action": action, "actor": shop, "user": {"user_id": fixture.user_id}}).scope == "own"
	}
}

test_users_are_exported_and_erased_by_themselves_operators_and_administrators if {
	every action in ["delete_user", "export_user"] {
		decide({"action": action}).scope == "any"
		decide({"action": action, "actor": shop, "user": {"user_id": fixture.user_id}}).scope == "own"
		decide(from("agent/admin", action)).policy_id == "user.authz/inbound/admin"
	}
}

test_delete_user_denied_without_a_user_and_to_agents if denied_to_strangers("delete_user")

test_export_user_denied_without_a_user_and_to_agents if denied_to_strangers("export_user")

denied_to_strangers(action) if {
	denied({"action": action, "actor": shop})
	denied({"action": action, "actor": fixture.id("agent/gateway")})
	every caller in ["agent/order", "agent/payment", "agent/inventory", "client/cli"] {
		denied(from(caller, action))
	}
}

test_set_password_is_for_administrators if {
	decide(from("agent/admin", "set_password")).policy_id == "user.authz/inbound/admin"
}

test_set_password_denied_without_a_user_and_to_agents if {
	denied({"action": "set_password", "actor": shop})
	denied({"action": "set_password", "actor": fixture.id("agent/gateway")})
	denied(from("agent/order", "set_password"))
	denied(from("client/cli", "set_password"))
}

test_list_sessions_denied_without_a_user_and_past_the_gateway if {
	denied({"action": "list_sessions", "actor": shop})
	past_the_gateway_denied("list_sessions")
}

test_get_signing_keys_is_for_every_agent if {
	every agent in object.keys(fixture.capabilities) {
		decide(from(concat("/", ["agent", agent]), "get_signing_keys")).scope == "any"
	}
}

test_get_signing_keys_denied_past_the_gateway_to_clients_and_strangers if {
	denied(from("client/cli", "get_signing_keys"))
	denied(from("agent/admin", "get_signing_keys"))
	denied({
		"caller_spiffe_id": "spiffe://partner.example/agent/warehouse",
		"actor": "spiffe://partner.example/agent/warehouse",
		"action": "get_signing_keys",
	})
}

test_rotate_signing_keys_is_for_administrators if {
	decide(from("agent/admin", "rotate_signing_keys")).policy_id == "user.authz/inbound/admin"
}

test_rotate_signing_keys_denied_to_all_others if {
	every actor in [cli, shop, fixture.id("agent/admin")] {
		denied({"action": "rotate_signing_keys", "actor": actor})
	}
	denied(from("agent/order", "rotate_signing_keys"))
	denied(from("client/cli", "rotate_signing_keys"))
}

test_cards_and_health_are_for_gateway_and_administrators if {
	every action in ["agent.card", "agent.health"] {
		decide({"action": action, "actor": fixture.id("agent/gateway")}).allow
		decide(from("agent/admin", action)).allow
		denied(from("agent/order", action))
		denied(from("client/cli", action))
	}
}

test_allow_follows_the_decision if {
	authz.allow with input as fixture.sent(object.union(base, {"action": "get_user"}))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
	not authz.allow with input as fixture.sent(object.union(base, {"action": "update_tier"}))
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

test_without_data_all_is_denied if {
	every action in fixture.actions {
		authz.decision.allow == false with input as fixture.sent(object.union(base, {"action": action}))
	}
}

test_read_audit_is_for_administrators if decide(from("agent/admin", "read_audit")).policy_id == "user.authz/inbound/admin"

test_read_audit_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "read_audit"})
		}
	}
}

test_describe_agent_is_for_administrators if decide(from("agent/admin", "describe_agent")).policy_id == "user.authz/inbound/admin"

test_describe_agent_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "describe_agent"})
		}
	}
}

test_watch_decisions_is_for_administrators if decide(from("agent/admin", "watch_decisions")).policy_id == "user.authz/inbound/admin"

test_watch_decisions_denied_to_all_others if {
	every caller in fixture.callers - {fixture.id("agent/admin")} {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "watch_decisions"})
		}
	}
}

test_countersign_audit_is_for_the_gateway_agent if {
	decide(from("agent/gateway", "countersign_audit")).policy_id == "user.authz/inbound/gateway"
}

witnessed_here := {fixture.id(concat("/", ["agent", agent])) | some agent, witness in fixture.witnesses; witness == "user"}

test_countersign_audit_denied_to_all_others if {
	every caller in fixture.callers - witnessed_here {
		every actor in [caller, cli, fixture.id("agent/admin")] {
			denied({"caller_spiffe_id": caller, "actor": actor, "action": "countersign_audit"})
		}
	}
}
