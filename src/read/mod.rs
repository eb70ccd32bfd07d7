//! Reading: files and folders into documents.
