//! Classification codes and names.
