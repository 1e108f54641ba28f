//! Dense ids: a slug of the case file becomes a small number once, at the edge.
//!
//! Invariant: an id is only ever made by the case that it indexes.

macro_rules! dense_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);

        impl $name {
            #[must_use]
            #[inline]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

dense_id! {
    /// A station of the pipeline.
    ComponentId,
    /// An archetype that can fill one component.
    OptionId,
    /// Who stands behind an option: a vendor, a foundation, a maintainer, the agency itself.
    SupplierId,
    /// A staff pool with one skill.
    PoolId,
    /// A workload of the mission.
    UseCaseId,
    /// An open standard or interface specification.
    StandardId,
    /// An evidence item of the compliance score.
    ControlId,
    /// An event card.
    CardId,
    /// A role at the table.
    RoleId,
    /// A reason that can be tapped.
    ReasonId,
    /// A number of the case, with unit, range and source.
    ParamId,
    /// An entry of the case's list of sources.
    SourceId,
}
