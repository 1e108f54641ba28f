//! The command line as its users meet it: each file of `tests/cli/` is commands and their whole output.
//! `TRYCMD=overwrite cargo test --test cli` writes the present output into the files; read the difference before
//! keeping it.

#[test]
fn commands_answer_as_their_samples_say() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}
