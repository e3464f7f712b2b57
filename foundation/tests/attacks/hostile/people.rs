use crate::{
    attack::{Attack, guard, key},
    people_do::merged,
    rows::{nothing, row, sql},
};

pub fn attacks() -> Vec<Attack> {
    vec![
        guard(
            "people_merge_in_one_hop",
            nothing(),
            row("people", "id=ana3, name=Ana, made_at=1, merged_into_id=ana2"),
        ),
        guard("people_are_moved_in_one_hop", nothing(), merged("ben", "ana2")),
        guard("people_are_moved_in_one_hop", merged("dan", "ben"), merged("ben", "dan")),
        // Whoever could part them again would be a stranger to their own reviews.
        guard("people_stay_merged", nothing(), merged("ana2", "ben")),
        guard(
            "people_stay_merged",
            nothing(),
            sql("UPDATE people SET merged_into_id = NULL WHERE id = 'ana2'"),
        ),
        key("an account merged into itself", nothing(), merged("ana", "ana")),
        key("an account merged into nobody", nothing(), merged("ana", "nobody")),
        guard(
            "email_addresses_stay_with_their_human",
            nothing(),
            sql("UPDATE email_addresses SET person_id = 'ben'"),
        ),
        key(
            "an address in capitals beside the same in small letters",
            nothing(),
            row("email_addresses", "address=Rosa@maple.example, person_id=ben, added_at=1"),
        ),
        key(
            "what another issued, twice of one person",
            nothing(),
            row(
                "credentials_elsewhere",
                "id=ce2, person_id=rosa, issuer=did:key:z6, credential=urn:uuid:1, form=json, body={}, \
                 title=First aid, issuer_name=The Red Cross, report=[], issued_at=1, kept_at=3",
            ),
        ),
        key(
            "an address of two people",
            nothing(),
            row("email_addresses", "address=rosa@maple.example, person_id=ben, added_at=1"),
        ),
        guard(
            "organizations_not_under_themselves",
            nothing(),
            sql("UPDATE organizations SET parent_id = 'S' WHERE id = 'D'"),
        ),
        key(
            "an organization that is its own parent",
            nothing(),
            sql("UPDATE organizations SET parent_id = 'D' WHERE id = 'D'"),
        ),
        key(
            "a custodian whose record another keeps",
            nothing(),
            row(
                "organizations",
                "id=S2, custodian_id=S, kind=school, slug=s2, name=S2, time_zone=UTC, made_at=1",
            ),
        ),
        key(
            "an appointment at an organization of another's record",
            nothing(),
            row(
                "appointments",
                "organization_id=I, id=a3, at_id=S, person_id=rosa, role=administrator, begins_at=1",
            ),
        ),
        key(
            "an appointment to a role that nobody knows",
            nothing(),
            row(
                "appointments",
                "organization_id=D, id=a3, at_id=S, person_id=rosa, role=king, begins_at=1",
            ),
        ),
        key(
            "an appointment that ends before it begins",
            nothing(),
            sql("UPDATE appointments SET ends_at = 0 WHERE id = 'a1'"),
        ),
        guard(
            "appointments_stay_ended",
            nothing(),
            sql("UPDATE appointments SET ends_at = NULL WHERE id = 'a2'"),
        ),
        guard(
            "appointments_stay_ended",
            nothing(),
            sql("UPDATE appointments SET ends_at = 60 WHERE id = 'a2'"),
        ),
        guard(
            "relations_stay_ended",
            nothing(),
            sql("UPDATE relations SET ends_at = NULL WHERE id = 'l2'"),
        ),
        key(
            "a relation to oneself",
            nothing(),
            row(
                "relations",
                "organization_id=D, id=l3, person_id=rosa, toward_id=rosa, kind=coach_of, begins_at=1",
            ),
        ),
        guard(
            "organization_keys_only_lose_their_private_half",
            nothing(),
            sql("UPDATE organization_keys SET sealed_key = 'mine' WHERE id = 'k1'"),
        ),
        guard(
            "organization_keys_only_lose_their_private_half",
            nothing(),
            sql("UPDATE organization_keys SET sealed_key = 'mine' WHERE id = 'k0'"),
        ),
        key(
            "one key of two organizations",
            nothing(),
            row("organization_keys", "organization_id=D, id=k9, public_key=public 1, begins_at=1"),
        ),
        key(
            "a public handle twice",
            nothing(),
            row("handles", "kind=credential, handle=cr, organization_id=D, target_id=mine"),
        ),
        guard(
            "instance_keeps_its_address_once_signed",
            nothing(),
            sql(
                "UPDATE instance SET value = 'https://elsewhere.example' WHERE name = 'public_url'",
            ),
        ),
        guard(
            "instance_never_loses_its_address_once_signed",
            nothing(),
            sql("DELETE FROM instance"),
        ),
        key(
            "a job's effect twice",
            nothing(),
            row(
                "jobs",
                "id=j2, name=letter, effect_key=letter 1, body={}, queued_at=1, due_at=1, tries=0",
            ),
        ),
        key(
            "an announcement delivered twice to one listener",
            nothing(),
            row("deliveries", "announcement_id=n, listener=award, due_at=1, tries=0"),
        ),
        key(
            "two organizations under one slug",
            nothing(),
            row(
                "organizations",
                "id=O, custodian_id=O, kind=issuer, slug=northfield, name=O, time_zone=UTC, made_at=1",
            ),
        ),
        key(
            "a relation that ends before it begins",
            nothing(),
            sql("UPDATE relations SET ends_at = 0 WHERE id = 'l1'"),
        ),
        key(
            "a key that ends before it begins",
            nothing(),
            sql("UPDATE organization_keys SET ends_at = 9 WHERE id = 'k1'"),
        ),
    ]
}
