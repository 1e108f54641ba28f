//! The program: the game, or the command line of the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "app")]
    if std::env::args_os().len() <= 1 {
        return stackholders::app::run();
    }
    stackholders::cli::main()
}
